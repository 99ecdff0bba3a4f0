"""Names of MeSH headings (2024) that concepts of the vocabulary stand for under labels of their own. Data only."""

NAMES = {
    name.lower(): ui
    for ui, name in (
        line.split(maxsplit=1)
        for line in """
    D000288 Administrative Personnel
    D000293 Adolescent
    D000328 Adult
    D000349 Africa
    D009273 Age Groups
    D000368 Aged
    D000369 Aged, 80 and over
    D000488 Allied Health Personnel
    D001315 Australia
    D001938 Brazil
    D002170 Canada
    D000073116 Cancer Survivors
    D017028 Caregivers
    D002363 Case Reports
    D016022 Case-Control Studies
    D002648 Child
    D000073921 Child, Foster
    D002675 Child, Preschool
    D002681 China
    D000080029 Citizen Science
    D000078325 Clinical Trial Protocol
    D002986 Clinical Trials as Topic
    D015331 Cohort Studies
    D003150 Community Health Workers
    D003256 Community Participation
    D055812 Community-Based Participatory Research
    D003160 Comparative Study
    D065187 Controlled Before-After Studies
    D019548 Crime Victims
    D018592 Cross-Over Studies
    D003430 Cross-Sectional Studies
    D003625 Data Collection
    D000080536 Decision Making, Shared
    D003697 Delphi Technique
    D003718 Denmark
    D003815 Dentists
    D004034 Diet Surveys
    D004059 Diffusion of Innovation
    D006233 Disabled Persons
    D000092002 Document Analysis
    D004311 Double-Blind Method
    D055030 Drug Users
    D016421 Editorial
    D057286 Electronic Health Records
    D060731 Emergency Responders
    D004636 Emergency Service, Hospital
    D054242 Emigrants and Immigrants
    D004739 England
    D005060 Europe
    D005069 Evaluation Studies as Topic
    D005220 Fathers
    D005240 Feasibility Studies
    D005387 Finland
    D017144 Focus Groups
    D005500 Follow-Up Studies
    D016330 Frail Elderly
    D005602 France
    D058005 General Practitioners
    D005858 Germany
    D000066502 Grandparents
    D066296 Grounded Theory
    D019538 Health Care Surveys
    D006282 Health Personnel
    D006296 Health Services
    D006299 Health Services for the Aged
    D006306 Health Surveys
    D066297 Hermeneutics
    D006699 Home Care Services
    D006761 Hospitals
    D006703 Ill-Housed Persons
    D000077626 Implementation Science
    D007194 India
    D000081034 Indigenous Peoples
    D007223 Infant
    D007231 Infant, Newborn
    D007297 Inpatients
    D065186 Interrupted Time Series Analysis
    D007407 Interviews as Topic
    D007494 Ireland
    D007558 Italy
    D007564 Japan
    D053208 Kaplan-Meier Estimate
    D007630 Kenya
    D009111 Local Government
    D008137 Longitudinal Studies
    D008427 Maternal Health Services
    D008605 Mental Health Services
    D028642 Mentally Ill Persons
    D017418 Meta-Analysis
    D008875 Middle Aged
    D009035 Mothers
    D016448 Multicenter Study
    D000076322 Multimorbidity
    D033262 Narration
    D009426 Netherlands
    D000071076 Network Meta-Analysis
    D009520 New Zealand
    D065228 Non-Randomized Controlled Trials as Topic
    D009660 Northern Ireland
    D009664 Norway
    D009721 Nurse Midwives
    D009726 Nurses
    D009728 Nursing Assistants
    D009735 Nursing Homes
    D019370 Observation
    D064888 Observational Study
    D009274 Occupational Groups
    D019982 Organizational Case Studies
    D010045 Outpatients
    D010290 Parents
    D010358 Patient Participation
    D010361 Patients
    D019986 Persons With Hearing Impairments
    D019989 Persons with Mental Disabilities
    D010595 Pharmacists
    D010820 Physicians
    D010865 Pilot Projects
    D017065 Practice Guideline
    D065007 Pragmatic Clinical Trial
    D011237 Predictive Value of Tests
    D037841 Pregnant Women
    D011320 Primary Health Care
    D011329 Prisoners
    D017064 Process Assessment, Health Care
    D016016 Proportional Hazards Models
    D011446 Prospective Studies
    D000082383 Psychotherapists
    D036301 Qualitative Research
    D012372 ROC Curve
    D016449 Randomized Controlled Trial
    D012036 Refugees
    D012042 Registries
    D012044 Regression Analysis
    D012107 Research Design
    D012108 Research Personnel
    D035842 Research Subjects
    D012189 Retrospective Studies
    D006178 Roma
    D012494 Sampling Studies
    D000070777 School Teachers
    D012606 Scotland
    D000094422 Secondary Data Analysis
    D012680 Sensitivity and Specificity
    D060386 Sex Workers
    D000072339 Sexual and Gender Minorities
    D012947 Social Work
    D000068217 Social Workers
    D013019 South Africa
    D013030 Spain
    D000073597 Stakeholder Participation
    D013334 Students
    D013336 Students, Health Occupations
    D011795 Surveys and Questionnaires
    D016019 Survival Analysis
    D013548 Sweden
    D013557 Switzerland
    D000078182 Systematic Review
    D013597 Systems Analysis
    D019452 Terminally Ill
    D063106 Transgender Persons
    D014421 Turkey
    D006113 United Kingdom
    D014481 United States
    D014728 Veterans
    D019987 Visually Impaired Persons
    D014838 Volunteers
    D035862 Vulnerable Populations
    D014852 Wales
    D055815 Young Adult
    """.strip().splitlines()
    )
}
"""Heading in small letters -> its unique ID."""
