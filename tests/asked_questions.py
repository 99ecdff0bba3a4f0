"""Questions on the facts of the seed documents, and questions that nothing in them answers; written before the answers were looked at.

Each is followed by words that only a right statement has, in our wording of the page or in the original one.
"""

RECOMMENDATIONS = {
    "What should an organisation's definition of co-production say?": "definition",
    "What kinds of training courses on co-production should be offered?": "training courses",
    "Can training on co-production be given online?": "face to face|online and in-person",
    "How does sharing mistakes and successes help staff?": "mistakes",
    "How can managers spot informal practice in daily work?": "informal practice",
    "How can feedback influence decision making?": "feedback it brings|utilise this feedback",
    "Why should patients' knowledge be respected?": "expert",
    "Who should encourage patients to share their stories?": "tell their story|patients to share",
    "Where should workshops for service improvement be held?": "all have agreed|agreed location",
    "What is change fatigue?": "change fatigue",
    "Who wrote about change fatigue?": "Garside",
    "How can managers help staff reflect on their practice?": "reflection session",
    "What can staff learn from critical reflection?": "critically reflect",
    "What makes staff more willing to join future projects?": "tangible",
    "Which hospital staff took part in the research?": "hospital staff",
    "Where can the recommendations be applied?": "any organisation in which|implemented in organisations",
    "What are the recommendations based on?": "looked back|participants reflections",
    "What role do senior staff have in decisions about improvement?": "climate|foster an environment",
    "Is there much research on what NHS staff think of participatory methods?": "Few studies|limited existing research",
    "What is #Red4Research?": "Red4Research, (the day|an annual)",
}
MIRROR = {
    "How many interviews were done?": "14 interviews",
    "How long did the case study last?": "4 years?",
    "Where was the case study carried out?": "Jönköping",
    "Who was ESTHER for?": "ESTHER",
    "What was Making Recovery Real?": "Making Recovery Real",
    "Where are the Learning Centres?": "Learning Centres",
    "Which framework explained assimilation?": "Compatibility",
    "What kind of coding was used?": "deductive coding",
    "What set off adoption in Case 2?": "change agency",
    "What is the central philosophy of the innovations?": "One philosophy stood|central philosophy",
    "Why was implementation easier?": "made implementation easier|facilitating implementation",
    "Did new mindsets come about?": "mindsets",
    "What was the purpose of the study with vulnerable groups?": "set out to learn|purpose of this study",
    "What do theoretical frameworks leave out?": "theoretical frameworks",
    "Which documents were analysed?": "document analysis",
    "Who were the informants interviewed?": "14 interviews",
    "How is organisational culture to be changed?": "culture of organizations|organizational cultures",
    "What is known about how coproduction evolves?": "poorly understood|know very little",
    "进行了多少次访谈?": "14次访谈",
    "风险是否成功避免?": "风险",
    "哪些框架指导了分析?": "三个框架",
    "创新的核心理念是什么?": "理念",
}
REPOSITORY = {
    "How many partnerships took part?": "leaders of five",
    "Which method was used to study the leaders?": "auto-ethnograph",
    "How was experience turned into evidence?": "sense making",
    "Who was involved beside academics?": "third sector",
    "Over which years did the co-production take place?": "2008-2018",
    "What determines the nature of the co-production process?": "largely determines|for the most part decided",
    "Do power differences cause tension?": "four tensions",
    "What role does language play?": "language",
    "How is individual motivation related to structural issues?": "motivation",
    "Were the tensions helpful?": "tensions (did good|were productive)",
    "Is variation between partnerships a good thing?": "creative adaptation",
    "Why is strategic leadership important?": "strategic leadership|Leadership that is strategic",
    "Is strategic leadership enough?": "distributed",
    "Which structures help partners share power?": "structures (that support|for co-production)",
    "What recommendations are given about narratives?": "recommendations (on how to tell|for creating)",
    "Is there enough empirical research on how to do co-production?": "little empirical|is rare|is lacking|few studies",
    "What is the aim of the paper on collaborative research partnerships?": "aim is",
    "What can new partnerships learn?": "partnerships that are new|new partnerships",
    "Whose conversations were recorded?": "recorded",
    "What makes co-production in research more credible?": "credibl",
}
LISTING = {
    "What happened at the writing workshop?": "one.day|argued most|great debate",
    "How do researchers work together with practitioners?": "with practitioners",
    "Does co-produced research raise new problems?": "new problems",
    "What material did the psychiatric care study draw on?": "dream workshops",
    "Which thinkers inspired the pragmatic perspective?": "Dewey",
    "How many managers were studied?": "three top managers",
    "What comes after new public management?": "new public governance",
    "What caused the problems of welfare production?": "economic",
    "Who came up with sensemaking?": "Weick",
    "What is hybrid management?": "hybrid management",
    "What are the new roles of frontline staff?": "new roles",
    "What is the opportunity space for professional co-producers?": "opportunity space",
    "How many modifications strengthen collaboration?": "four key",
    "Where was public service collaboration studied?": "Scotland, UK",
    "Which sustainability goal is about partnership?": "#17",
    "Is co-creation enough for well-being?": "not (all|enough)",
    "How can public organisations promote active citizenship?": "active citizenship",
    "What is the relation of reflection to co-creation?": "reflecti(ve practice|on as an)",
    "What goes wrong when training is scaled by formula?": "formula",
    "How can educators be equipped at scale?": "educators (are|at scale)",
    "What did people do when they could not meet in person?": "physical space|cancel",
    "What challenges do online meetings bring?": "digital literacy",
    "What theory was used in the study of social distancing?": "interaction zones",
    "What does action research have to do with co-production as a process?": "introduces action research",
}
KINDS = {"recommendations": RECOMMENDATIONS, "mirror": MIRROR, "repository": REPOSITORY, "listing": LISTING}

FAR = """
Which vaccine works against measles?
How deep is the Baltic Sea?
Do blockchain ledgers save money?
What is the boiling point of ethanol?
How do black holes form?
Which fertiliser increases wheat yields?
What is the best treatment for knee osteoarthritis?
How does CRISPR edit genes?
When was the Ottoman Empire dissolved?
What causes earthquakes in Chile?
Does coffee lower blood pressure?
Which programming language is fastest?
How do solar panels degrade over time?
Why do birds migrate in winter?
What is the half-life of caesium?
Do statins reduce the risk of stroke?
How is steel made from iron ore?
Who won the football world cup?
What interest rate did the central bank set?
Which antibiotics treat urinary tract infections?
火山为什么会喷发?
哪种疫苗对流感有效?
""".strip().splitlines()
"""Questions of other fields."""

NEAR = """
Does telemedicine reduce hospital readmissions in heart failure?
How long do patients wait for hip replacement surgery?
What is the cost of nursing home care in Germany?
Do electronic health records lower medication errors?
Which factors predict burnout among nurses?
Does pay for performance improve primary care quality?
How many people with dementia live alone?
What is the effect of smoking cessation programmes in schools?
Does cognitive behavioural therapy help insomnia?
How do randomised trials recruit participants from ethnic minorities?
Which wards have the highest infection rates?
What do pharmacists earn?
Does mindfulness training reduce stress in medical students?
Are privately run prisons cheaper than public ones?
How does class size affect pupils' reading scores?
What share of voters took part in local elections?
How can hospitals cut their energy use?
Do nurse-led clinics improve blood sugar control in diabetes?
Which screening programme finds bowel cancer earliest?
What is the staff turnover in care homes?
How valid is the EQ-5D in children?
Does fluoride in drinking water prevent tooth decay?
What is the prevalence of depression among university students in China?
How did lockdown change alcohol consumption?
Which exercise prevents falls in older people?
Does peer review improve manuscripts?
How do citizens evaluate the police?
What is the optimal dose of aspirin after a stent?
Do tax incentives make companies invest in research?
How can schools prevent bullying?
""".strip().splitlines()
"""Questions of near fields: health, public services, education, research."""

LATER = {
    "What research method did the chapter on music use?": "research circle|aesthetic",
    "What does music support?": "[Mm]usic",
    "What was the workshop on collaborative writing about?": "writing",
    "Which two projects met at the workshop?": "[Tt]wo research projects|two projects",
    "What does co-production cast doubt on?": "doubt|hierarch",
    "Which unit hosted the dream workshops?": "dream",
    "How do top managers understand the co-production turn?": "managers",
    "What has new public management caused?": "caused|tension",
    "Why do sensemaking tools matter to organizations that change?": "sensemaking",
    "How can people learn across organizational boundaries?": "boundar|lines",
    "Which lens is used to look at coproduction in Scotland?": "lens|[Ll]eadership",
    "What makes collaborative work more intense?": "four|intens",
    "How are marginalized citizens to be heard?": "marginalized",
    "What depends on citizen participation?": "participation",
    "What does experiential learning offer to co-production?": "experiential",
    "What is the risk of replicable training formulas?": "formula",
    "What does play have to do with responsive practices?": "play",
    "How should hospitals pay attention to tired staff?": "fatigue|tired",
    "What is the Making Recovery Real initiative?": "Making Recovery Real",
    "How do leaders share power with their partners?": "power",
}
"""Questions that our own pages answer, written by somebody else when the line was drawn anew; words that only a right statement has."""

ELSEWHERE = """
How tall is the Eiffel Tower?
Who painted the Sistine Chapel?
What is the capital of Mongolia?
Why did the Roman Republic fall?
How are diamonds valued by jewellers?
What is the offside rule in football?
Which guitar strings sound brightest?
How do I change a bicycle tyre?
When does daylight saving time begin in New Zealand?
What is the exchange rate of the yen?
How do volcanoes shape the landscape of Iceland?
Which treaty ended the Thirty Years' War?
What does an anaconda eat in the Amazon?
How are skyscrapers protected against earthquakes?
Is nuclear fusion cheaper than coal?
What is the orbital period of Jupiter's moon Europa?
Which sorting algorithm is stable?
How do you bake sourdough bread?
Who composed The Magic Flute?
What are the grammatical cases of Finnish?
How does a jet engine produce thrust?
Why did the Titanic sink?
What is the tallest mountain in Africa?
Which novels did Jane Austen write?
How long is the Great Wall of China?
Do electric cars lose value faster than petrol cars?
What is the best opening in chess?
How are tariffs on steel set by the European Union?
When was the printing press invented?
How many seats does the Danish parliament have?
What is the minimum wage in Portugal?
Which satellites monitor deforestation in Brazil?
How do archaeologists date pottery?
What makes a violin by Stradivari sound so good?
Is Latin still taught in Italian schools?
How fast do glaciers in Greenland melt?
Which cheese goes with red wine?
What is the plot of Hamlet?
How does quantum entanglement violate Bell's inequality?
Who designed the Sydney Opera House?
What is the salary of an airline pilot?
Why is the sky blue?
月球离地球有多远?
如何学习弹钢琴?
""".strip().splitlines()
"""Questions of any field, written with those."""

CLOSE_BY = """
Does hand washing reduce hospital infections?
How much do agency nurses cost the NHS?
What is the median waiting time in emergency departments?
Which drugs are used for schizophrenia?
How do surgeons learn laparoscopic techniques?
Does breastfeeding protect against asthma?
What is the incidence of type 2 diabetes in Scotland?
Do school meals raise attendance?
How accurate is artificial intelligence in reading mammograms?
Which political parties favour road pricing?
Is acupuncture effective for back pain?
What do midwives think of home birth?
How do prisoners get access to dental care?
Does teleworking lower productivity in ministries?
What are the side effects of lithium?
How should pressure ulcers be dressed?
Is universal basic income affordable in Canada?
How many hospital beds were closed in Sweden?
Which statistics software do sociologists prefer?
Do body cameras reduce complaints against the police?
What is the cost per QALY of cochlear implants?
Does minimum unit pricing reduce drinking?
How is dyslexia diagnosed in adults?
Which hospitals in Jönköping were privatised?
What is the effect of music therapy on pain after surgery?
How do libraries digitise newspapers?
How are kidney donors matched with recipients?
Why do general practitioners retire early?
Does vaping help people to stop smoking?
How long does a hip prosthesis last?
What does the budget of the Scottish Parliament spend on roads?
Do smaller municipalities collect waste more cheaply?
What is the sensitivity of rapid antigen tests?
How do refugees vote?
Which vitamins do vegans lack?
Does screen time harm the eyesight of children?
How is informed consent obtained in paediatric oncology?
What predicts the drop-out of PhD students?
Are magnet hospitals safer?
Do league tables change how parents choose schools?
What training do paramedics receive in Japan?
How did the Spanish flu change public administration?
养老院的收费是多少?
针灸能治疗失眠吗?
""".strip().splitlines()
"""Questions of health care, public services and research that nothing here answers, written with those."""
