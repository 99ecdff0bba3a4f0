"""Words that tell how a name is built. Data only."""

from cpx.domain.characters import words

PARTICLES = words(
    "van von der den de del della di da dos das du la le les lo el al bin ibn binti abu ter ten te af av zu zum zur vom y e i und dal "
    "dalla degli st st. ap ab d' 't"
)
"""Words that begin a family name where they stand in small letters."""
CAPITAL_PARTICLES = words("Van Von De Del Della Di Da Dos Das Du La Le Ter Ten St St. Der Den El Al Bin Ibn Abu Vander Ó Ní Nic Uí Mac")
"""The same where a name writes them with a capital: between two other words only."""
JOINING = words("y e i und")
"""Particles that join two family names (Ortega y Gasset)."""
SUFFIXES = words("jr jr. sr sr. ii iii iv")
TITLES = words("dr dr. prof prof. professor mr mr. mrs mrs. ms ms. miss mx sir dame rev rev. by")
DEGREES = words(
    "phd ph.d ph.d. dphil md m.d m.d. msc m.sc. mphil bsc b.sc. ba b.a. ma m.a. mph mba ms m.s. rn bn bm mbbs mbchb frcp frcs mrcp frcgp "
    "facp edd ed.d. dsw msw "
    "dclinpsy drph dnp msn bsn obe mbe cbe dr prof mrcpsych frcpsych fmedsci frse"
)
ORGANISATIONS = words(
    "university universities universität université institute institut institution college school department ministry council committee "
    "commission consortium collaboration "
    "collaborative network group team trust foundation association society federation alliance partnership centre center charity "
    "healthwatch nhs nihr office agency authority "
    "board bureau government hospital ltd limited inc llp gmbh plc organisation organization forum union programme program project "
    "investigators collaborators panel coalition "
    "initiative service services fund library press unit health nations academy uk carers national royal voices international "
    "confederation campaign alzheimer's nesta ncvo tlap scie "
    "collective co-operative community communities research care studies nuffield rethink skills"
)
"""Words that organisations have in their names, and people hardly ever."""
NO_NAMES = words(
    "about abstract academic accepted additional advanced advertisement aims analysis annual archive article articles author "
    "authors background blog blogs book books briefing categories chapter chapters citation co-production collection collections "
    "comment commentary conclusion conclusions conference contents contribution coproduction copyright data december details "
    "digital discussion document documents download downloads edition editorial english events evidence executive feature february "
    "figures find finding findings friday further getting guidance information insights introduction issue issues january journal "
    "july keywords latest learn login menu methods metrics monday month news next november objectives october online open original "
    "other our overview pages paper papers policies practice privacy project projects protocol publication publications published "
    "question questions recommendation recommendations references related report reports repository resource resources results "
    "review reviews saturday search section sections september series special statistics steps studies study subjects summary "
    "sunday supplementary systematic tables text their theme themes theses thesis thursday title today topics tuesday unit values "
    "version views volume website wednesday week when where who year your"
)
"""Words that stand on pages in lines of a few capitals, and in no one's name."""
COMPOUND_FAMILIES = words("欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 司徒 东方 夏侯 皇甫 尉迟 公孙 慕容 令狐 端木 南宫")
"""Chinese family names of two characters."""
