"""MeSH headings as pages print them. Some part them by single spaces only, so known headings have to show where one ends.

The table holds descriptors of the National Library of Medicine's thesaurus that are common on works about health services,
taking part and research (names are facts; no definition is copied).
"""

import re
from collections.abc import Iterator, Sequence

from cpx.domain.characters import fold_space
from cpx.domain.record import Heading

_KNOWN = """
Humans; Animals; Male; Female; Adult; Young Adult; Middle Aged; Aged; Aged, 80 and over; Adolescent; Child; Child, Preschool; Infant
Infant, Newborn; Pregnancy
Africa; Asia; Australia; Austria; Bangladesh; Belgium; Brazil; British Columbia; California; Canada; Chile; China; Colombia; Denmark
Developed Countries; Developing Countries; England
Ethiopia; Europe; Finland; France; Germany; Ghana; Greece; Hong Kong; Iceland; India; Indonesia; Iran; Ireland; Israel; Italy; Japan
Kenya; London; Malawi; Malaysia; Mexico; Nepal
Netherlands; New South Wales; New Zealand; Nigeria; Northern Ireland; Norway; Ontario; Pakistan; Peru; Poland; Portugal; Quebec
Republic of Korea; Rwanda; Scotland; Singapore; South Africa
Spain; Sweden; Switzerland; Taiwan; Tanzania; Thailand; Turkey; Uganda; United Kingdom; United States; Victoria; Vietnam; Wales; Zambia
Zimbabwe
Anthropology, Cultural; Bibliometrics; Case Reports; Case-Control Studies; Checklist; Citizen Science; Clinical Trials as Topic
Cluster Analysis; Cohort Studies
Community-Based Participatory Research; Comparative Study; Computer Simulation; Concept Formation; Consensus
Controlled Before-After Studies; Cost-Benefit Analysis; Cross-Over Studies
Cross-Sectional Studies; Data Analysis; Data Collection; Data Interpretation, Statistical; Delphi Technique; Diaries as Topic
Diffusion of Innovation; Document Analysis; Double-Blind Method
Evaluation Studies as Topic; Evidence-Based Medicine; Evidence-Based Practice; Feasibility Studies; Focus Groups; Follow-Up Studies
Grounded Theory; Health Services Research; Hermeneutics
Implementation Science; Interrupted Time Series Analysis; Interviews as Topic; Longitudinal Studies; Machine Learning
Meta-Analysis as Topic; Models, Organizational; Models, Theoretical
Narration; Observation; Organizational Case Studies; Outcome Assessment, Health Care; Photography; Pilot Projects
Practice Guidelines as Topic; Process Assessment, Health Care
Program Development; Program Evaluation; Prospective Studies; Psychometrics; Publication Bias; Q-Sort; Qualitative Research
Quality Improvement; Randomized Controlled Trials as Topic
Registries; Regression Analysis; Reproducibility of Results; Research; Research Design; Retrospective Studies
Review Literature as Topic; Sampling Studies; Scoping Reviews as Topic
Surveys and Questionnaires; Systematic Reviews as Topic; Systems Analysis; Time Factors; Translational Research, Biomedical
Biomedical Research; Research Support as Topic; Social Network Analysis
Access to Information; Administrative Personnel; Advance Care Planning; Allied Health Personnel; Anxiety; Art; Art Therapy
Attitude of Health Personnel; Attitude to Health; Autism Spectrum Disorder
Awareness; Breast Neoplasms; Capacity Building; Cardiovascular Diseases; Caregivers; Child Health; Child Health Services
Chronic Disease; Chronic Pain; Citizenship; Communication
Communication Barriers; Community Health Services; Community Health Workers; Community Mental Health Services; Community Networks
Community Participation; Community-Institutional Relations
Community Support; Conflict, Psychological; Cooperative Behavior; COVID-19; Critical Illness; Cultural Competency; Cultural Diversity
Culture; Curriculum; Decision Making
Decision Making, Organizational; Decision Making, Shared; Decision Support Techniques; Delivery of Health Care
Delivery of Health Care, Integrated; Dementia; Democracy; Depression; Depressive Disorder
Diabetes Mellitus; Diabetes Mellitus, Type 1; Diabetes Mellitus, Type 2; Digital Technology; Disabled Persons; Persons with Disabilities
Education; Education, Medical; Education, Nursing
Efficiency, Organizational; Electronic Health Records; Emergency Service, Hospital; Emigrants and Immigrants; Empathy; Empowerment
Ethics; Ethics, Research; Ethnicity; Ethnic and Racial Minorities
Exercise; Family; Fathers; Financing, Government; Frail Elderly; General Practice; General Practitioners; Goals; Government
Guidelines as Topic; Happiness; Health; Health Behavior
Health Care Reform; Health Communication; Health Education; Health Equity; Health Facilities; Health Inequities
Health Knowledge, Attitudes, Practice; Health Literacy; Health Personnel; Health Planning
Health Policy; Health Priorities; Health Promotion; Health Services; Health Services Accessibility; Health Services for the Aged
Health Services Needs and Demand; Health Status; Health Status Disparities
Healthcare Disparities; HIV Infections; Home Care Services; Hospitals; Housing; Human Rights; Ill-Housed Persons; Independent Living
Indians, North American; Indigenous Peoples; Infections
Information Dissemination; Inpatients; Intellectual Disability; Interdisciplinary Communication; Interdisciplinary Research
Intellectual Property; Interpersonal Relations; Interprofessional Relations
Intersectoral Collaboration; International Cooperation; Internet; Intervention Studies; Job Satisfaction; Kidney Failure, Chronic
Knowledge; Knowledge Management; Language; Leadership; Learning
Learning Disabilities; Life Style; Local Government; Loneliness; Long-Term Care; Maternal Health Services; Medical Informatics
Medication Adherence; Mental Disorders; Mental Health
Mental Health Recovery; Mental Health Services; Mentally Ill Persons; Midwifery; Minority Groups; Mobile Applications; Models, Nursing
Mothers; Motivation; Multimorbidity; Multiple Chronic Conditions
National Health Programs; Needs Assessment; Neoplasms; Nurse's Role; Nurse-Patient Relations; Nurses; Nursing; Nursing Care
Nursing Homes; Nursing Research; Nursing Staff, Hospital; Obesity
Organizational Culture; Organizational Innovation; Organizational Objectives; Organizations; Outpatients; Ownership; Palliative Care
Parents; Patient Advocacy; Patient Care; Patient Care Planning
Patient Care Team; Patient Education as Topic; Patient-Centered Care; Patient Navigation; Patient Outcome Assessment
Patient Participation; Patient Preference; Patient Reported Outcome Measures
Patient Safety; Patient Satisfaction; Patient Selection; Patients; Peer Group; Peer Influence; Peer Support
Persons With Hearing Impairments; Persons with Mental Disabilities; Physician-Patient Relations
Physicians; Policy; Policy Making; Politics; Poverty; Power, Psychological; Pregnant Women; Prescriptions; Preventive Health Services
Primary Health Care; Primary Prevention; Prisoners; Prisons
Private Sector; Problem Solving; Professional-Family Relations; Professional-Patient Relations; Professional Role; Psychiatry
Psychology; Psychotherapists; Psychotherapy; Public Health
Public Health Administration; Public Opinion; Public Policy; Public Sector; Public-Private Sector Partnerships
Pulmonary Disease, Chronic Obstructive; Quality Assurance, Health Care
Quality Indicators, Health Care; Quality of Health Care; Quality of Life; Recovery of Function; Refugees; Rehabilitation
Research Personnel; Research Subjects; Residence Characteristics
Resilience, Psychological; Respect; Risk Assessment; Risk Factors; Role; Rural Health; Rural Health Services; Rural Population
Schizophrenia; School Health Services; School Teachers; Schools
Self Care; Self Concept; Self Efficacy; Self-Help Groups; Self-Management; Sex Workers; Sexual and Gender Minorities; Social Change
Social Class; Social Determinants of Health; Social Environment
Social Inclusion; Social Isolation; Social Justice; Social Media; Social Participation; Social Responsibility; Social Sciences
Social Stigma; Social Support; Social Values; Social Welfare; Social Work
Social Workers; Socioeconomic Factors; Sociology; Stakeholder Participation; State Medicine; Stress, Psychological; Stroke
Stroke Rehabilitation; Students; Students, Health Occupations; Students, Medical
Substance-Related Disorders; Suicide; Survivors; Sustainable Development; Teaching; Telemedicine; Terminal Care; Terminology as Topic
Thinking; Transgender Persons; Transition to Adult Care
Translating; Translations; Trust; Unemployment; Uncertainty; Universities; Urban Population; User-Computer Interface
User-Centered Design; Veterans; Violence; Visually Impaired Persons
Vocabulary, Controlled; Volunteers; Vulnerable Populations; Women; Women's Health; Work; Workforce; Workload; Workplace; Writing
"""
KNOWN = {name.lower(): name for line in _KNOWN.strip().split("\n") for name in line.split("; ")}
"""Descriptor in small letters -> descriptor."""

_LONGEST = max(len(name.split()) for name in KNOWN)
_QUALIFIER = re.compile(r"\s*(?:/.*|\*+)\s*$|^\*")
_PART = re.compile(r"\s*[;；|◽•·]\s*")
_MAX = 80


def read_headings(lines: Sequence[str]) -> tuple[Heading, ...]:
    """Give the headings of a MeSH field: one a line, parted by semicolons or commas, or by spaces alone (then marked as guessed)."""
    plain = [fold_space(line) for line in lines if line.strip()]
    parts = [part for line in plain for part in _PART.split(line)]
    if len(parts) != 1 or parts[0].lower() in KNOWN or "/" in parts[0]:
        return _headings(parts, guessed=False)
    at_commas = list(split_at_commas(parts[0]))
    if len(at_commas) > 1 and sum(part.lower() in KNOWN for part in at_commas) * 2 >= len(at_commas):
        return _headings(at_commas, guessed=False)
    return _headings(split_known(parts[0]), guessed=True)


def split_known(text: str) -> Iterator[str]:
    """Cut a line of headings parted by spaces: the longest known heading at each word; what is unknown stays in one piece."""
    words, unknown = text.split(), []
    at = 0
    while at < len(words):
        size = next((size for size in range(_LONGEST, 0, -1) if _key(words[at : at + size]) in KNOWN), 0)
        if not size:
            unknown.append(words[at])
            at += 1
            continue
        yield from _cut_unknown(unknown)
        unknown = []
        yield KNOWN[_key(words[at : at + size])]
        at += size
    yield from _cut_unknown(unknown)


def split_at_commas(text: str) -> Iterator[str]:
    """Cut a line at its commas, but not within a known heading (``Aged, 80 and over``)."""
    parts = text.split(", ")
    while parts:
        size = next((size for size in range(min(3, len(parts)), 1, -1) if ", ".join(parts[:size]).lower() in KNOWN), 1)
        yield ", ".join(parts[:size])
        del parts[:size]


def _cut_unknown(words: list[str]) -> Iterator[str]:
    """Cut what no table knows where a word in small letters or a comma does not hold it together: two words with capitals at most."""
    piece: list[str] = []
    for word in words:
        if len(piece) > 1 and word[0].isupper() and not piece[-1].endswith(",") and piece[-1][0].isupper():
            yield " ".join(piece)
            piece = []
        piece.append(word)
    if piece:
        yield " ".join(piece)


def _key(words: Sequence[str]) -> str:
    return " ".join(words).lower().rstrip("*")


def _headings(parts: "Sequence[str] | Iterator[str]", *, guessed: bool) -> tuple[Heading, ...]:
    labels = (_QUALIFIER.sub("", part).strip(" .,*") for part in parts)
    return tuple(dict.fromkeys(Heading(label, guessed=guessed) for label in labels if label and len(label) <= _MAX and label[0].isalnum()))
