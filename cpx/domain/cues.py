"""Turns of phrase that betray what a sentence does, with the points that each counts for a role.

Notation: phrases parted by ``;``, words in small letters, ``a|b`` either word, ``^`` the start of the sentence, ``0`` any number, a word in
capitals one of the list of that name below, ``_`` any one word. A phrase counts once a sentence. The points were set by hand and
tuned against the headings of structured abstracts (PubMed).
"""

LISTS = {
    "PAPER": """
        paper chapter article study review essay research thesis report book project contribution work manuscript editorial commentary
        investigation monograph analysis trial protocol
    """,
    "INVESTIGATE": """
        determine assess evaluate examine investigate compare explore describe identify test measure estimate establish characterize
        characterise analyze analyse understand develop review quantify validate clarify define elucidate address present synthesise
        synthesize map capture inform provide consider critically report study systematically ascertain gain uncover illuminate
        contribute find see verify document critique conceptualise conceptualize propose offer outline better shed reflect discover
        demonstrate co-produce co-design discuss
    """,
    "EXPLORES": """
        explores examines investigates considers discusses presents addresses describes offers builds focuses reports introduces asks
        analyses analyzes aims seeks reviews outlines assesses evaluates reflects develops proposes looks explains compares unpacks
        interrogates critiques traces attempts provides contributes studies takes tests sets deals brings tackles explicates
        problematises problematizes
        synthesises synthesizes maps summarises summarizes charts collates investigates
    """,
    "EXPLORED": """
        explored examined investigated evaluated assessed aimed sought describe explore examine investigate consider discuss present
        hypothesized hypothesised wanted wished intended report propose ask
    """,
    "DONE": """
        conducted collected recruited analysed analyzed performed used interviewed surveyed undertaken carried employed gathered
        recorded transcribed coded measured assessed evaluated calculated compared selected assigned randomized randomised enrolled
        invited asked obtained extracted examined reviewed searched included held facilitated administered applied adopted sampled
        divided studied determined tested matched followed observed treated screened identified defined classified utilized utilised
        estimated derived mapped elicited synthesised synthesized thematically purposively audio-recorded completed scored stratified
        monitored investigated retrieved drawn combined modelled
    """,
    "DID": """
        conducted collected recruited analysed analyzed performed used interviewed surveyed undertook carried employed gathered recorded
        transcribed coded measured assessed calculated compared selected assigned randomized randomised enrolled invited asked obtained
        extracted reviewed searched included held facilitated administered applied adopted sampled divided drew followed observed
        screened completed combined ran organised organized convened engaged worked triangulated mapped developed retrospectively
        prospectively modelled estimated synthesised
    """,
    "SHOWED": """
        showed shows revealed reveals indicated demonstrated demonstrates highlighted highlights emerged illustrated illustrates
        uncovered show reveal illustrate highlight yielded found point
    """,
    "MONTH": """
        january february march april may june july august september october november december
    """,
}
"""Words that stand for one another, by the name they have in the phrases."""

CUES: dict[str, dict[int, str]] = {
    "background": {
        4: """
            little|less is known; not well known|understood|established; poorly understood;
            remains|remain unclear|unknown|controversial|uncertain|unexplored|poorly|elusive|limited;
            is|are unclear|unknown|controversial|lacking|scarce|sparse; has|have not been; gap|gaps in; few studies;
            lack of evidence|research|knowledge|studies|data;
            growing|increasing interest|enthusiasm|recognition|number|evidence|body|demand|attention; very little; under-researched;
            underexplored; under-explored; yet to be; research|evidence is|are lacking|scarce|limited; debate about|over;
            increasingly outlined|recognised|recognized|used|seen|promoted|advocated|important|common; we know very|little;
            less developed
        """,
        3: """
            under pressure; in crisis; on the rise; turned to; no agreed|consensus|common; bring together;
            affects|affect one|many|millions|people; ^ however little|the|it|there|no|this|few|these|research; has|have been;
            has|have emerged|become|led|shown|affected|argued|suggested; is|are|become increasingly;
            widely used|accepted|recognised|recognized|known; it is known|unclear|unknown|widely;
            there is|are growing|little|limited|increasing|evidence|no|a; is|are often|commonly|widely|frequently|usually|typically;
            ^ despite growing|increasing|the|widespread; recent years; over|in the last|past;
            previous|recent|prior|earlier studies|research|work|literature; is crucial|essential|vital for|to;
            has|have traditionally|typically|long|recently|historically; is now|still|also|increasingly; are now|still; long been;
            well documented|known|established; became|become a;
            is|are seen|regarded|considered|understood|viewed|presented|promoted|described|defined as; thought to|be;
            literature discusses|on|suggests|has; current issues; poses; pose; challenge|challenges for|to|facing;
            policy|policies across|in|emphasise|emphasize
        """,
        2: """
            ^ recent|recently|traditionally|currently|worldwide|globally|historically|internationally; ^ although|though|while|despite;
            ^ since; ^ many; one of the most; a major|common|leading|key|growing; is a; is an; is the; remains; remain; known; unclear;
            widely; such as; however; cause of; recommended; ^ it is; ^ there is|are; debate; ongoing; unknown; guidelines; crisis;
            pandemic; policy; reform; the concept|notion|idea of
        """,
        1: """
            is; are; has; have; been; but; often; many; few; also known; yet; increasingly; several; worldwide; not only; because;
            well-being; turn
        """,
    },
    "aim": {
        9: """
            this|present|current|the PAPER EXPLORES; this|the PAPER also EXPLORES|explore;
            the purpose|aim|objective of this PAPER is|was
        """,
        6: """
            ^ to INVESTIGATE; ^ the purpose|aim|aims|objective|objectives|goal of;
            aim|aims|objective|objectives|purpose|goal was|were|is|are to; ^ this|the|our|in PAPER aims|aimed|seeks|sought|sets|will;
            this|the PAPER also EXPLORES|explore; this|the|current PAPER will; the|current PAPER the authors|author;
            authors|author explore|explores|focus|focuses|discuss|discusses|examine|examines|consider; we|i set out;
            we|i ask|asked how|what|whether|why; sets|set out to; the aim|purpose|objective is|was;
            this PAPER focuses|concentrates|looks|builds|brings
        """,
        5: """
            we|authors aimed|sought|aim|seek to; was|were|is designed|undertaken|conducted|performed|intended|carried to INVESTIGATE;
            ^ its|our|the aim|aims|objective|objectives|purpose|goal; PAPER aims|aimed|seeks|sought|asks; PAPER was|is to;
            the present PAPER was; ^ we aim|aimed|sought|hypothesized|hypothesised|wanted|wished; ^ the authors aimed|sought|aim;
            research question|questions; in this PAPER we EXPLORED; in this PAPER i;
            in the|this|current PAPER the authors|author explore|discuss|examine; ^ specifically we|the; the hypothesis that;
            this PAPER focuses|concentrates|looks; this PAPER brings; this PAPER will; ^ here we|i; the PAPER will
        """,
        3: """
            determine|assess|evaluate|examine|investigate|explore|test whether|if|how|the; aimed|aims|sought|seeks;
            aim|aims|purpose|objective|objectives|goal of; in order to; with the aim|objective|purpose of; was to; were to;
            we|authors investigated|examined|explored|evaluated|report|describe|present|explore|argue|propose|ask|focus|discuss;
            whether; this|present PAPER investigated|examined|explored|evaluated|assessed|describes|reports; ^ this PAPER
        """,
        2: """
            to compare|assess|evaluate|determine|investigate|examine|explore|describe|identify|understand; of this PAPER; therefore we;
            we thus; we therefore; aim; purpose; objective; hypothesis; how can|do|does
        """,
        1: """
            the relationship|association|effect|effects|role|impact|influence|efficacy of|between; effectiveness of; present study;
            for understanding
        """,
    },
    "method": {
        6: """
            ^ we|data|participants|interviews|patients|the _ DID|were|was conducted|interviewed|recruited|collected;
            ^ we|data|participants|interviews|patients|the _ DID|were|was analysed|analyzed|searched|randomised|randomized;
            ^ using a|an|data|semi-structured|qualitative; ^ data were|was|sources|from|collection|came; ^ this was a; ^ design|setting
        """,
        5: """
            informs|informed our|the; ^ _ interviews|workshops|participants|patients took|were; we DID; i DID; data were|was|are;
            were DONE using|by|with|from|to|in|through|on|between|at|for; was DONE using|by|with|from|to|in|through|on|between|at|for;
            semi-structured interviews; point of departure; PAPER|workshop|workshops brought together; focus groups|group;
            in-depth interviews; thematic analysis; thematically analysed|analyzed;
            case study|studies design|of|approach|method|methodology; grounded theory; draws|drew|drawing|draw on|from|upon;
            based on interviews|data|a|an|empirical|fieldwork|ethnographic|observations; action research;
            design is|was applied|used|adopted|employed; mixed methods|method;
            cohort|case-control|cross-sectional|observational|qualitative|retrospective study|analysis|survey|review|design|cohort;
            prospective|longitudinal|ethnographic|pilot|feasibility|comparative study|analysis|survey|review|design|cohort; searched;
            medline; databases|embase|cochrane|cinahl|psycinfo|scopus; in-person; underwent; was|were used;
            0 participants|interviews|workshops; content analysis; discourse analysis; framework analysis; narrative review|synthesis;
            scoping|systematic|rapid|realist review; empirical material|data|study; fieldwork; ethnography; autoethnography;
            auto-ethnographic|ethnographic; including 0; interviews with; survey of; workshops with|were; participant observation;
            purposive|convenience|snowball sample|sampling; informed the
        """,
        4: """
            questionnaire|questionnaires; interviews; consecutive; randomly; randomized; randomised; double-blind; placebo-controlled;
            inclusion criteria; eligible; between MONTH; from MONTH; in MONTH; MONTH 0; and|to MONTH 0; were|was DONE; records;
            registry; register; interviewed; surveyed; recruited; enrolled; according to the|a; divided into; consisted|consists of;
            comprised; approach was|is|used|applies; methods|method was|were|used|included|include; pilot;
            regression models|model|analysis was|were; outcome measure|measures; primary outcome|outcomes;
            co-design|co-production workshops; setting; participants were|included; carried out; sample of; followed up;
            takes|took place; dataset; lens; through the lens
        """,
        3: """
            took part|place; was guided|informed|led by; using; conducted; performed; collected; obtained from|by;
            measured by|with|using|at; assessed by|using|with|at; recorded; retrospective; prospective; calculated; analysed; analyzed;
            aged 0; n 0; database; survey; ^ all; ^ the study|sample|subjects; ^ participants|patients|subjects; ^ a total of 0; tool;
            approach; framework; protocol; based on|upon; vignettes; documents; transcripts; case studies; 0 weeks|months|years;
            follow-up of; applied; employed; approach to
        """,
        2: """
            data; used; used to; assessed; included; examined; each; scale; test; at baseline; from 0; years 0; samples; analysis;
            analyses; university; then; all patients|participants; trial; model was; 0 to 0;
            0 patients|women|men|children|subjects|cases; through; hospital|hospitals; within a|the; by means of
        """,
        1: """
            were; was; and 0; 0 0; for 0; patients who; group; groups; year; after; for each; controls; received; weeks
        """,
    },
    "finding": {
        8: """
            ^ results|findings indicate|show|reveal|demonstrate|point|include|included
        """,
        6: """
            it emerged that; ^ participants|respondents|interviewees|informants|users|carers|staff _ between;
            ^ the|our results|findings|analysis|data|study|cases|case SHOWED|show|indicate|suggested;
            we|i found|identified|observed|show|demonstrate; ^ the PAPER|cases|case SHOWED; was|were found to;
            themes|theme|tensions|categories were|was|emerged; 0 themes|tensions|categories|barriers|key|main|core;
            analysis|results|findings|interviews|data|cases SHOWED; 0 % ci; ci 0; p < 0; p = 0; p > 0; odds ratio; hazard ratio;
            ^ findings
        """,
        5: """
            participants|respondents|interviewees|informants|carers|citizens distinguished|noted|recalled|stressed|thought|saw|agreed;
            participants|respondents|interviewees|informants|carers|citizens explained|attended|experienced;
            participants|respondents|interviewees|informants|carers|citizens mentioned|preferred|suggested|believed;
            people|parents|nurses|managers|clinicians|professionals reported|described|felt|valued|said;
            people|parents|nurses|managers|clinicians|professionals perceived|expressed|wanted|preferred|struggled;
            volunteers|families|citizens|leaders|researchers|members reported|described|felt|valued|said;
            volunteers|families|citizens|leaders|researchers|members perceived|expressed|wanted|preferred|struggled;
            participants|respondents|interviewees|informants described|reported|felt|valued|said|perceived|experienced|expressed;
            patients|staff|carers|users described|reported|felt|valued|said|perceived|experienced|expressed;
            participants|respondents|interviewees|informants emphasised|emphasized|identified|highlighted;
            participants|respondents|interviewees|informants viewed|considered|stated|wanted;
            patients|staff|carers|users emphasised|emphasized|identified|highlighted|viewed|considered|stated|wanted; 0 % of;
            ^ of the|these 0; statistically significant; rose|fell|increased|decreased|dropped|grew|improved|declined from|by|to;
            ^ the argument|authors|author illustrate|illustrates|show|shows|identify;
            significantly higher|lower|more|less|associated|different|greater|increased|reduced|improved|better;
            no significant|difference|differences|association|evidence;
            significant difference|differences|increase|decrease|association; confidence interval; there were|was no|a|significant|0;
            according to the informants|participants|respondents; main|key findings; were identified; was identified; resulted in;
            led to; did not; was associated|correlated; were associated|correlated; the _ illustrate|illustrates|revealed; also found;
            one of the findings; findings indicate|show|reveal|include; shows how|that; calls into question; differed; the mean;
            the median; leads to a
        """,
        4: """
            more|fewer _ than; than controls|before|those|others|expected;
            they felt|reported|described|valued|wanted|found|saw|said|spoke;
            some|others|several|many|most named|spoke|saw|described|mentioned|felt|wanted|said|valued|feared|reported; 0 %;
            respectively; ± 0; compared with|to 0; higher in|than; lower in|than; ranged; mean; median; increased; decreased; improved;
            reported; had a|an|higher|lower|no|significantly;
            were|was significantly|not|more|less|higher|lower|similar|observed|detected|seen|greater; versus 0; vs 0; only 0;
            0 respectively; adjusted; after adjustment; in all|both cases|groups|patients; offered|enabled|allowed;
            was negotiated|strengthened; emerged; revealed that; ^ no; ^ there was|were; is negotiated|strengthened;
            four|five|three|six|two|seven|eight themes|tensions|key|main|types|categories|distinct|different; outperformed;
            influenced by
        """,
        3: """
            showed; found; observed; rates|rate was|were; whereas; similar; p 0; ci; rr; hr; sd; per 0; 0 of 0; 0 vs; 0 versus;
            likely to; correlated; frequent|frequently; the majority of; most of the; sparked; facilitated; resulting in; identified;
            included lack; such as lack; were aware; % were|had; percent; highest; lowest
        """,
        2: """
            0 and 0; 0 0 0; than; = 0; increase; decrease; difference; significant; greater; less; lower; higher; while; but not;
            positive; the control|intervention group; also; barriers; facilitators; ^ after; ^ in the|both|all; ^ overall; ^ when;
            thereby; ^ this approach is; ^ it is the; it also; cases; when
        """,
        1: """
            0 %; 0; were; was; had; among; patients; in 0; both; two; showing; only; most; values; total
        """,
    },
    "conclusion": {
        6: """
            ^ our|this study|paper|work|review|project demonstrates|shows|highlights|contributes|illustrates|underlines;
            ^ we urge|advise|call|encourage|invite; ^ i suggest|recommend|propose; we conclude; ^ in conclusion|summary|sum;
            ^ these|our findings|results|data|studies|observations suggest|indicate|support|show|demonstrate;
            ^ these|our findings|results|data|studies|observations provide|highlight|have|may|imply;
            findings|results|data suggest|support|imply|underscore; ^ we suggest|recommend|argue|believe|propose|advocate;
            the PAPER concludes|suggests|argues|ends; implications for|of; ^ the argument; the argument is;
            further|more|future research|studies|work|investigation|trials|evaluation; ^ taken together;
            it is concluded|suggested|argued; i conclude|argue;
            ^ this|the study|paper|article|chapter suggests|demonstrates evidence|that|the|a|to|new|insight|insights;
            ^ this|the study|paper|article|chapter highlights|confirms|supports evidence|that|the|a|to|new|insight|insights;
            ^ this|the study|paper|article|chapter provides|adds|contributes|indicates|offers evidence|that|the|a;
            ^ this|the study|paper|article|chapter provides|adds|contributes|indicates|offers to|new|insight|insights;
            findings have|highlight|contribute|add|underline; concluded that
        """,
        5: """
            our findings|results|study|data|analysis suggest|suggests|shows|confirms|supports|provides; can therefore be; can thus be;
            should be|also|not|consider|focus|include|aim; is needed|required; are needed|required|warranted|recommended; suggests that;
            suggest that; appears|appear|seems|seem to; may be|have|help|not|provide|also|lead|play|improve|contribute; might be|help;
            could be|help|lead|improve; ^ thus|therefore|hence|consequently|ultimately; future studies|research|needed;
            be considered|useful|used; makes us question; is|are needed to; important|useful tool|implications|starting|step;
            potential to; the need for|to; this highlights|suggests|implies|indicates; is an important|effective|independent;
            generates new; evidence that|for; need to be; public health; requires a; require a; if we; in exploring
        """,
        4: """
            ^ overall; depends|depend on; is possible; provides|offers|gives a|the basis|foundation|starting|way|framework|guide;
            should; ^ these|our; findings; suggest; needed; further; may; might; cannot; does not; do not; is not; ^ this study;
            effective and|in|for|at; useful; safe; recommend; implications; in clinical|routine practice; needs to; need to;
            can enable|be|help|lead|improve|provide|reduce|support|boost; productive; feasible; beneficial; promising; strategies to;
            help to; contribute|contributes to; ^ although this; indicates that; indicate that; lessons
        """,
        3: """
            can; could; will; would; important; support; improve; provides; provide; consider|considered; potential; evidence;
            strategies; efforts; practice; demonstrates; appears; seems; particularly; rather than; ^ this;
            ^ in this study|population|cohort; our study; this study; more research; future; offering|enabling; likely;
            is associated|more|feasible
        """,
        2: """
            be; that; results; these; our; important|crucial|essential; understanding; interventions; to improve|reduce|support|ensure;
            even; enable; value; is; boost; opportunity; policy makers
        """,
        -3: """
            0 %; p <|=|>; = 0; 0 0; 0 patients|participants; ^ there was|were; respectively
        """,
        1: """
            to be; in this; are; more; need; care; than; effective; better; development of; practices; how
        """,
    },
}
"""Role -> points -> phrases."""
