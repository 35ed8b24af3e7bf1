"""Made by tools/frameworks.py from tools/frameworks/folkhalsomal.tsv. Not edited by hand."""

from laget.core.frameworks.framework import Framework, items
from laget.core.words.said import Said

FRAMEWORK = Framework(
    id="folkhalsomal",
    title=Said(
        ("Folkhälsopolitikens mål och målområden"), ("The objective and target areas of public health policy")
    ),
    source=(
        "Regeringen, proposition 2017/18:249 God och jämlik hälsa – en utvecklad folkhälsopolitik; "
        "Folkhälsomyndigheten, Nationellt folkhälsomål och målområden"
    ),
    date="2018-06",
    address=(
        "https://www.folkhalsomyndigheten.se/om-folkhalsa-och-folkhalsoarbete/tema-folkhalsa/vad-styr-folkhalsopolitiken/nationella-mal-och-malomraden/"
    ),
    note=Said(
        (
            "Målområdenas namn är propositionens; de engelska är regeringens. Det övergripande målets "
            "kortnamn och kod är Lägets egna, efter målets lydelse."
        ),
        (
            "The target areas have the names of the bill; the English ones are the government's. The "
            "short title and the code of the overarching objective are Läget's own, after its wording."
        ),
    ),
    items=items(
        (
            (
                "mal",
                None,
                "En god och jämlik hälsa i hela befolkningen",
                "Good and equitable health throughout the population",
            ),
            ("1", "mal", "Det tidiga livets villkor", "Conditions in early life"),
            ("2", "mal", "Kunskaper, kompetenser och utbildning", "Knowledge, skills and education"),
            (
                "3",
                "mal",
                "Arbete, arbetsförhållanden och arbetsmiljö",
                "Work, working conditions and work environment",
            ),
            (
                "4",
                "mal",
                "Inkomster och försörjningsmöjligheter",
                "Income and opportunities to earn a living",
            ),
            ("5", "mal", "Boende och närmiljö", "Accommodation and neighbourhood"),
            ("6", "mal", "Levnadsvanor", "Living habits"),
            ("7", "mal", "Kontroll, inflytande och delaktighet", "Control, influence and participation"),
            (
                "8",
                "mal",
                "En jämlik och hälsofrämjande hälso- och sjukvård",
                "Equitable and health-promoting health and medical services",
            ),
        )
    ),
)
