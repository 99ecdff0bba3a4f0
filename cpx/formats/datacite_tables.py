"""DataCite's words and ours. https://support.datacite.org/docs/datacite-metadata-schema-v46 lists theirs."""

TYPES = {
    "audiovisual": "motion_picture",
    "book": "book",
    "bookchapter": "chapter",
    "collection": "collection",
    "computationalnotebook": "software",
    "conferencepaper": "paper-conference",
    "conferenceproceeding": "book",
    "datapaper": "article-journal",
    "dataset": "dataset",
    "dissertation": "thesis",
    "event": "event",
    "image": "graphic",
    "interactiveresource": "webpage",
    "journal": "periodical",
    "journalarticle": "article-journal",
    "peerreview": "review",
    "preprint": "article",
    "report": "report",
    "software": "software",
    "sound": "song",
    "standard": "standard",
}
"""DataCite's general type, in small letters -> CSL type."""
OWN_TYPES = {
    "thesis": "thesis",
    "dissertation": "thesis",
    "report": "report",
    "working paper": "report",
    "chapter": "chapter",
    "conference": "paper-conference",
    "preprint": "article",
    "journal article": "article-journal",
}
"""What the type that the depositor wrote may hold -> CSL type, where the general one says little."""
DATES = ("Issued", "Available", "Created", "Submitted")
"""What dates a work, the best first."""
RELATIONS = {
    "IsVersionOf": "is-version-of",
    "HasVersion": "has-version",
    "IsVariantFormOf": "is-variant-form-of",
    "IsOriginalFormOf": "is-original-form-of",
    "IsIdenticalTo": "is-identical-to",
    "IsPreviousVersionOf": "is-previous-version-of",
    "IsNewVersionOf": "is-new-version-of",
    "IsTranslationOf": "is-translation-of",
    "HasTranslation": "has-translation",
    "IsSupplementTo": "is-supplement-to",
    "IsReviewOf": "is-review-of",
    "IsPublishedIn": "is-published-in",
    "IsPartOf": "is-part-of",
}
"""Relations between works -> Crossref's way to write such names; kept in ``extra`` in Crossref's shape."""
CITES = frozenset({"References", "Cites"})
SCHEMES = {"arxiv": "arxiv", "handle": "handle", "pmid": "pmid", "pmcid": "pmcid", "url": "url"}
"""DataCite's type of another identifier, in small letters -> our scheme."""
IN_CONTAINERS = frozenset({"article-journal", "paper-conference", "chapter", "article", "review"})
"""What stands in a container; for all else DataCite's container is a series or a repository."""
SERIES = frozenset({"Series", "Book Series", "BookSeries"})
"""What DataCite calls a container that is a series."""
