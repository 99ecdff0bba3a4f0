"""What pages print around a work and what belongs to none: buttons, counts, notices. Data, and the two questions asked of it."""

import re
from functools import lru_cache

_WHOLE_LINES = re.compile(
    r"""(?:
    (?:sign|log)[ -]?(?:in|out|up)(?:\s*/\s*(?:sign|log)[ -]?(?:in|up)|\s.{0,40})? | register | my account | subscribe.{0,40}
    | your (?:account|cart).{0,20}
    | share(?:\s(?:document|this|on|article|via|page|link|full\ text).{0,40})? | tweet | facebook | twitter | linkedin | x
    | email(?:\sthis.{0,30})? | whats ?app | reddit | print(?:\s.{0,15})? | wechat | weibo | mendeley
    | (?:view\s)*download(?:s|ed)?(?:\s(?:pdf|article|chapter|citation|full|as|xml|epub|now|this|book|file|links?|per
    |the\sreport|report|briefing|guide|publication)\b.{0,40}
    |\s*\(.{1,12}\).{0,20})?
    | pdf(?:\s.{0,30})? | epub | xml | html | full[ -]text.{0,30} | preview(?:\spdf)?
    | export.{0,40} | save.{0,30} | cite(?:\sthis|\sitem.{0,20})? | citation(?:s|\smanager|\stools)?(?:\s\d+)? | permissions?
    | reprints?.{0,30} | get\s(?:access|citation|rights|permission).{0,40} | request\spermissions?
    | skip\sto\s.{0,40} | back\s.{0,30} | next(?:\s.{0,25})? | prev(?:ious)?(?:\s.{0,25})? | menu | search.{0,40} | home | close
    | (?:back\sto\s)?top | sample\spdf | look\sinside | log\s?in\sto\sget\saccess | .{0,60}\b\d{2,4}\s?[x×]\s?\d{2,4}(?:\s?px)?
    | recently\spublished\sdocuments | actions | full\stext\slinks | more | show\s(?:more|less|all).{0,30}
    | read\s(?:more|full\ text|article|online).{0,20} | expand.{0,20} | collapse.{0,20}
    | view\s(?:item|more|all|article|full|abstract|pdf|chapter|metrics|record|affiliations|references|details).{0,60}
    | (?:open|free|restricted)\s(?:access|pmc\ article|article).{0,20} | you\shave\s(?:full\s)?access.{0,60} | no\saccess
    | check\saccess | buy\s.{0,40} | purchase.{0,40} | add\sto\s.{0,30} | get\se?book.{0,30} | rent.{0,30}
    | total\sdocuments | h-?\s?index | \(five\syears\s\d+\) | [\d,.\s]{1,11}[km]?%?
    | \d[\d,.]*\s?(?:views?|downloads?|citations?|shares?|reads?|accesses|altmetric|comments?|likes?|claps|min(?:ute)?s?\sread).{0,20}
    | cited\sby.{0,30} | altmetric.{0,30} | metrics.{0,20} | article\smetrics.{0,20} | crossref.{0,20} | dimensions.{0,30}
    | (?:total\s)?(?:views?|downloads?|accesses)\s*[:\s]\s*[\d,.k]+
    | latest\spublications | article\stext | statistics\sfrom\saltmetric.{0,10} | most\s(?:read|cited).{0,20}
    | related\s(?:documents|articles|content)
    | (?:actions?\s)?\(login\srequired\) | actions\s\(login\srequired\) | view\smore\sstatistics | downloads\sper\smonth.{0,30} | 公众号
    | 微信.{0,10} | 下载 | 收藏 | 分享.{0,8} | (?:accept|reject|manage)\s(?:all\s)?cookies.{0,20} | cookie.{0,40}
    | (?:we|this\s(?:web)?site)\s(?:use|uses|asks?\syou\sto\saccept)\s(?:\w+\s)?cookies\b.*
    | by\s(?:continuing|using)\s.{0,60}cookies.* | all\srights\sreserved.{0,20} | ©.{0,80} | terms\s(?:of|and)\s.{0,40}
    | privacy\s.{0,30} | accessibility.{0,30} | contact(?:\sus)?
    | affiliations?(?:\s(?:collapse|expand))? | author\s(?:information|notes|affiliations) | article\s(?:notes|info\w*|text|metrics)
    | copyright\sand\slicense\sinformation | conflict\sof\sinterest\sstatement | pubmed\sdisclaimer | disclaimer
    | figures?(?:\s(?:and|&)\s.{0,20})? | altmetrics? | highlight\sall.{0,30} | jump\sto.{0,30} | on\sthis\spage | contents
    | quick\slinks.{0,30}
    | learn\smore.{0,60} | find\sout\smore.{0,40} | click\shere.{0,60} | follow\sus.{0,40} | donate(?:\snow)? | contact\sus
    | newsletter.{0,40} | updated? | text\s?size | a\+? | loading.{0,5} | image:?.{0,60} | photo\sby.{0,60} | advertisement
    | check\sfor\supdates | crossmark
    | read\sthe\sfull\s.{0,30} | free | views | accesses | downloads | (?:top|bottom)\sof\spage
    | \d+\smin\sread | \d+-minute\sread | get\sfull\saccess.{0,60}
    | dive\sinto\sthe\s.{0,200}
    | together\sthey\sform\s.{0,60} | (?:apa|bibtex|harvard|vancouver|ris|mla|chicago|endnote)(?:\s\d\w{2})? | thumbnail.{0,20}
    | next\sarticle\sin\s.{0,30} | previous\sarticle\sin\s.{0,30} | font\s(?:type|size):? | (?:aa\s){1,4}aa | line\sspacing:?
    | column\swidth:? | .{3,20}georgia\sverdana | hostname:\s.* | javascript\sis\sdisabled.*
    | sorry,\syou\sneed\sto\senable\sjavascript.* | document\scover | show\sauthors | explore\sall\smetrics | \?|×|\[img\]
    | browse | log\s?in\s/\sregister | permissions\sicon.{0,20} | submit\s(?:manuscript|your\sarticle.{0,30}) | aims\sand\sscope
    | click\sthrough\sthe\s.{0,80} | for\smore\sinformation\sabout\s.{0,60}click\shere.? | this\sentry\swas\sposted\sin\s.*
    )[\s.:…›»>→|]*""",
    re.IGNORECASE | re.VERBOSE,
)
_MAX = 200
_DEAD = re.compile(
    r"page (?:was |is |could |can ?)?not (?:be )?found|\b404\b|\b403\b|forbidden|access denied|just a moment"
    r"|verify (?:that )?you are (?:a )?human|are you a robot|captcha|"
    r"checking your browser|log ?in to (?:your|continue)"
    r"|sign in to (?:your|continue)|institutional login|"
    r"forgot(?:ten)? (?:your )?password|session (?:has )?expired|service unavailable|bad gateway|we use cookies|accept (?:all )?cookies"
    r"|no longer available|error 4\d\d",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"enable (?:javascript|cookies)|javascript is (?:disabled|required)", re.IGNORECASE)
_SHORT_PAGE, _NOTHING_ELSE = 1_500, 500


@lru_cache(maxsize=8_192)  # every kind of page asks it of the same lines
def is_furniture(line: str) -> bool:
    """Say whether a whole line is a button, a count or a notice of the page."""
    return not line or (len(line) <= _MAX and _WHOLE_LINES.fullmatch(line.lstrip("#• ").strip()) is not None)


def is_dead(text: str) -> bool:
    """Say whether a page shows no work at all: an error, a login, a wall of cookies."""
    if len(text) < _NOTHING_ELSE and _UNSEEN.search(text):
        return True
    return len(text) < _SHORT_PAGE and _DEAD.search(text) is not None
