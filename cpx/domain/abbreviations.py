"""Words after which a dot does not end a sentence, and words that open one."""

_CARRIES_ON = (
    "e.g eg i.e ie cf vs v dr prof mr mrs ms mx st sr fig figs eq eqs ref refs approx ca resp viz dept univ assoc ed eds rev gen gov hon "
    "ph.d m.d messrs mt incl excl esp ibid op cit tab suppl z.b d.h u.a bzw vgl ca bl.a t.ex m.fl f.eks jf bv d.w.z p.ej"
)
CARRIES_ON = frozenset(_CARRIES_ON.split())
"""Never the end of a sentence, in lower case, without the last dot."""

_MAY_END = (
    "etc inc ltd co corp jr u.s u.k u.n e.u a.m p.m al u.s.a b.c a.d n.d no nos min max hr hrs wk yr yrs mo sec vol pp p ch art pt "
    "bros dist proc natl acad sci biol chem commun mol am br soc"
)
MAY_END = frozenset(_MAY_END.split())
"""The end of a sentence only before a word that opens one."""

_OPENERS = (
    "The This These Those That There They Their We Our In It Its As At After Although An And A Also All Both But By Data During Each "
    "Findings For From Further Furthermore Future He Her Here His How However If Moreover Most No None Of On One Only Overall "
    "Participants Patients Results She Since Some Such Thus To Two Three Under Using What When Where Whereas While With Within "
    "Methods Conclusions Background Conclusion I Finally First Second Third Additionally Among Because Between Despite Many "
    "More Our Several Then Therefore Through You Your"
)
OPENERS = frozenset(_OPENERS.split())
"""Words with which sentences begin, as printed."""

_BEFORE_NUMBERS = "no nos art sec ch pt p pp vol al sci"
BEFORE_NUMBERS = frozenset(_BEFORE_NUMBERS.split())
"""Words that a number follows."""
