"""The labels that pages print before a field, in the languages of the field. Data only.

``LABELS`` maps a label in small letters to the field that follows it. Fields in ``LONG`` go on over empty lines to the
next label. ``IGNORED`` is a field of no use; ``END`` ends the description of the work: what follows is about other works.
"""

IGNORED, END = "ignored", "end"
LONG = frozenset(("abstract", "funding", END))

_TABLE = {
    "title": "title; chapter title; article title; dc.title; 标题; 題名; 标　题; 题目; título; titre; dc.title.alternative",
    "authors": "author; authors; author(s); authors/creators; creator; creators; creator(s); by; contributors; author names; "
    "dc.contributor.author; "
    "dc.creator; all authors; autor; autoren; auteurs; auteur; autores; 作者; 作　者; 저자; "
    "autores/as; autor/a; auteur(s); dc.contributor.author[]; author names",
    "editors": "editor; editors; editor(s); edited by; volume editors; book editors; dc.contributor.editor; guest editors; 编辑",
    "abstract": "abstract; summary; dc.description.abstract; description.abstract; english abstract; abstract (english); abstract in "
    "english; executive summary; "
    "structured abstract; 摘要; 中文摘要; 英文摘要; 抄録; 초록; zusammenfassung; résumé; resumen; "
    "resumo; riassunto; samenvatting; sammanfattning; "
    "sammendrag; resumé; "
    "摘 要; abstract translated; аннотация; streszczenie; transliterated abstract; book description; chapter abstract; article abstract; "
    "resumen/abstract; abstract text; description/abstract",
    "keywords": "keywords; key words; keyword; keyword(s); keywords plus; uncontrolled keywords; author keywords; index terms; keywords "
    "(author); "
    "关键词; 关键字; 關鍵詞; キーワード; 키워드; schlüsselwörter; schlagwörter; mots clés; mots-clés; "
    "palabras clave; palavras-chave; parole chiave; "
    "nyckelord; dc.subject; "
    "subject keywords; free keywords; 关 键 词; trefwoorden; nøkkelord; emneord; ключевые слова; "
    "dc.subject.keywords; dc.subject.other; descriptors; palabras-clave",
    "mesh": "mesh; mesh terms; mesh headings; mesh heading; mesh subject headings; mesh descriptors; mesh keywords; medical subject "
    "headings; mesh主题词; 主题词; mesh major terms; subject headings (mesh)",
    "subjects": "subjects; subject; subject(s); subject areas; subject headings; library of congress subject headings; research "
    "categories; fields of research; 学科; 分类; "
    "jel classification; jel classification codes",
    "substances": "substances",
    "publication types": "publication types; publication type",
    "doi": "doi; digital object identifier; digital object identifier (doi); identification number; identification number/doi; doi or "
    "identification number; dc.identifier.doi; publisher's doi; "
    "persistent doi; related doi; publication doi; published version doi; 来源; 来  源; 来 源; 來源; "
    "dois; doi:; dc.relation.doi",
    "pmid": "pmid; pubmed id; pubmed; pubmed pmid; dc.identifier.pmid",
    "pmcid": "pmcid; pmc id; pubmed central id; pubmed central",
    "uri": "uri; permanent link; persistent url; permalink; handle; permanent url; local eprints id; persistent identifier; item url; "
    "citable link; citable uri; "
    "url to cite or link to; dc.identifier.uri; permanent link to this item; link to this page; cite as; eprint url",
    "url": "official url; url; publisher url; publisher's url; official link; link to published version; available online at; publisher's "
    "version; related urls; source url; "
    "published version; link to publisher's version; publisher link; official webpage; dc.relation.url; link",
    "type": "item type; record type; type; document type; resource type; publication type (category); output type; dc.type; 类型; item; "
    "type of work; genre; "
    "student thesis; research output; qualification type; tipo; dc.type.content",
    "issued": "date; published; published date; publication date; date of publication; date issued; issue date; year; issued; first "
    "published; published online; "
    "publication year; dates; date published; year published; published (online); online publication date; print publication year; date "
    "of issue; dc.date.issued; "
    "publication date (print); first online; date of first publication; version of "
    "record; published in print; 出版日期; 发表时间; 日期; publish "
    "date; posted on; date posted; "
    "date of award; date awarded; año de publicación; año; fecha de publicación; published date",
    "container_title": "journal; journal title; journal or publication title; publication; published in; journal name; publication title; "
    "source title; book title; title of book; "
    "dc.relation.ispartof; is part of; dc.title.parent; journal/book title; name of journal; host publication; title of host publication; "
    "期刊; 杂志; source; in; "
    "revista; zeitschrift; revue; rivista; dc.relation.journal; dc.bibliographiccitation.title",
    "collection_title": "series; series name; series title; book series; part of the book series; dc.relation.ispartofseries; "
    "series/report no; series/report no.; 丛书",
    "publisher": "publisher; publisher name; published by; publishers; dc.publisher; imprint; publishing organisation; 出版社; publisher "
    "imprint; "
    "awarding institution; verlag; publisher institution; dc.publisher.institution",
    "volume": "volume; vol; vol.; journal volume; dc.citation.volume; 卷; volumen; volume number; dc.bibliographiccitation.volume",
    "issue": "issue; number; issue number; no.; journal issue; dc.citation.issue; 期; "
    "número; issue number (pure); dc.bibliographiccitation.issue",
    "page": "pages; page range; pagination; page numbers; page; pp; pp.; pages (from-to); dc.citation.spage; 页码; "
    "páginas; seiten; dc.bibliographiccitation.pages",
    "number": "article number; report number; article no; article no.; number of report; report no.",
    "issn": "issn; print issn; online issn; e-issn; eissn; issn (print); issn (online); issn (electronic); issn/isbn; dc.identifier.issn; "
    "issn:; electronic issn; linking issn",
    "isbn": "isbn; isbn-13; isbn13; isbn-10; print isbn; online isbn; e-isbn; eisbn; ebook isbn; hardcover isbn; softcover isbn; "
    "paperback isbn; hardback isbn; "
    "isbn (print); isbn (online); dc.identifier.isbn; isbn (electronic); isbn10; pdf isbn; epub isbn; isbn13 softcover",
    "licence": "licence; license; creative commons; creative commons licence; rights; rights statement; copyright licence; re-use "
    "licence; reuse licence; licence statement; "
    "dc.rights; usage rights; rights/license; creative commons license; dc.rights.uri; copyright and license information; "
    "copyright/license; rights holder",
    "funding": "funding; funding information; funders; funder; additional information; additional information: funding information; "
    "copyright, publisher and additional information; "
    "grants and funding; grant information; projects; project; sponsors; sponsor; funding source; funding sources; funding statement; "
    "research funder; dc.description.sponsorship; "
    "grant support; financial support; funding body; additional information not "
    "found; 基金; 基金项目; funding agency; funder(s); copyright & "
    "additional information; sponsorship",
    "language": "language; dc.language; dc.language.iso; language of publication; 语言; languages; original language; idioma",
    "citation": "citation; cite this article; cite this; how to cite; how to cite this article; to cite this article; suggested citation; "
    "recommended citation; cite this article as; "
    "cite this chapter; cite as:; original citation; cite this paper; bibliographic citation; dc.identifier.citation; cite this book; "
    "cite; cite this page; please cite as; "
    "to cite this document; 引用格式; 引用本文; cite this work; published version citation; "
    "source citation; citation information; cite this "
    "publication; reference this paper; "
    "citar; cómo citar; zitieren; citation text; citation for published version; citation for published item",
    IGNORED: "divisions; division; department; departments; school/department; faculty \\ school; faculty; depositing user; date "
    "deposited; last modified; collections; collection; "
    "academic units; institution; institutions; status; refereed; date:; accepted; submitted; related links; open archives initiative id "
    "(oai id); oai id; id code; eprint id; depositor; "
    "appears in collections; files in this item; files; file; this item appears in the following collection(s); affiliations; author "
    "affiliations; author information; affiliation; "
    "conflict of interest statement; conflict of interest; competing interests; declaration of competing interest; metadata; metrics; "
    "altmetric; altmetrics; statistics; item control page; "
    "pure uuid; item id; research centres; organisations; school or centre; research groups; contact; further information; altmetric; "
    "view record; impact and interest; "
    "date accepted; accepted date; acceptance date; received; revised; received date; submission date; accepted/in press date; date "
    "accessioned; date available; deposited; deposit date; "
    "publicly available date; dc.date.accessioned; dc.date.available; peer reviewed; peer-reviewed; version; extent; format; copyright; "
    "copyright holders; publication status; "
    "copyright information; trial registration; corresponding author; correspondence; email; e-mail; contributor information; article "
    "notes; corporate authors; related items; "
    "identifiers; more information; contributors:; download statistics; catalogue record; export record; additional metadata; sustainable "
    "development goals; bibliographic details; "
    "available under license; available under licence; official url:; depositing user:; downloads; download; text; actions (login "
    "required); availability; data availability; ethics; "
    "figures; about this article; article history; article metrics; available versions; altmetric score; citations; about the author; "
    "about the authors; notes on contributors; author biographies; "
    "disclosure statement; acknowledgements; acknowledgments; author contributions; data availability statement; supplementary "
    "information; supplementary material; additional file; "
    "rights and permissions; reprints and permissions; permissions; ethics declarations; 单位; 作者单位; 机构; abbreviations; highlights; "
    "graphical abstract; video abstract; erratum in; comment in; update of; updated in; "
    "supervisor; supervisors; supervisor(s); advisor; advisors; thesis advisor; dc.contributor.advisor; publisher department; "
    "qualification level; issue section; entities; source db; bibliographical note; un sdgs; access to document; other files and "
    "links; fingerprint; number of pages; awarding body; attachments; attachment; publication details; access rights type; document "
    "history; number of citations; number of works in the list of references; indexed in scopus; indexed in web of science; "
    "external supervisor; sponsor(s); date made available; early online date; e-pub ahead of print date; accepted/in press date:; "
    "copyright statement; título del ejemplar; editor/reviewer; reviewed by; edited and reviewed by",
    END: "references; reference list; bibliography; similar articles; cited by; cited by other articles; related articles; related "
    "content; related information; linkout - more resources; "
    "linkout; full text sources; research materials; recommended articles; recommended; recommended reading; people also read; you may "
    "also like; more like this; articles citing this; "
    "citing articles; citing literature; associated data; related research; further reading; read next; other articles by; literature "
    "cited; works cited; similar articles in pubmed; 相似文献; "
    "公众号; 参考文献; 相关文献; comments; leave a comment; leave a reply; associated records; "
    "trending articles; most read; most cited; resources; "
    "footnotes; view more statistics; "
    "downloads per month over past year; view item; other; actions; page navigation; follow ncbi; save citation to file; share this "
    "article; content list; related documents; more articles; "
    "top downloads; list of references; reading list; related posts; related publications; more from this author; "
    "similar content being viewed by others; otras publicaciones en; recommended citation formats; explore related subjects; "
    "similar documents; other versions of this article",
}

LABELS = {label.strip(): name for name, labels in _TABLE.items() for label in labels.split(";")}
"""Label in small letters -> field."""

STYLES = frozenset(("author", "standard", "style", "text"))
"""Words that name a form of citation, where they stand between citations."""

NEEDS_COLON = frozenset(
    (
        "by",
        "date",
        "in",
        "item",
        "link",
        "number",
        "page",
        "pages",
        "source",
        "text",
        "version",
        "year",
        "other",
        "actions",
        "resources",
        "comments",
        "status",
    )
)
"""Labels that are common words: alone on a line they say nothing."""
