"""Made by tools/frameworks.py from tools/frameworks/eruf-2021-2027.tsv. Not edited by hand."""

from laget.core.frameworks.framework import Framework, items
from laget.core.words.said import Said

FRAMEWORK = Framework(
    id="eruf-2021-2027",
    title=Said(
        ("Regionalfonden 2021–2027: Sveriges program"),
        ("The European Regional Development Fund 2021–2027: the Swedish programmes"),
    ),
    source=(
        "Europeiska kommissionens godkännande av de nio programmen; förordning (EU) 2021/1060 "
        "artikel 5 och (EU) 2021/1058 artikel 3; Tillväxtverket, Mål och inriktning för "
        "Regionalfonden"
    ),
    date="2022-11",
    address=(
        "https://tillvaxtverket.se/tillvaxtverket/omtillvaxtverket/eufonder/regionalfonden/malochinriktningforregionalfonden.1729.html"
    ),
    note=Said(
        (
            "Under varje program står de politiska mål det arbetar mot, enligt Tillväxtverket. Fondens "
            "specifika mål står under sitt politiska mål, med Lägets egna kortnamn efter förordningens "
            "lydelse; vilka av dem varje program valt har inte kunnat beläggas och sägs därför inte."
        ),
        (
            "Under each programme stand the policy objectives it works towards, by the Swedish Agency "
            "for Economic and Regional Growth. The fund's specific objectives stand under their policy "
            "objective, with Läget's own short titles after the regulation's wording; which of them "
            "each programme chose could not be verified and is therefore not said."
        ),
    ),
    items=items(
        (
            ("1", None, "Ett smartare Europa", "A smarter Europe"),
            (
                "1.1",
                "1",
                "Forskning, innovation och avancerad teknik",
                "Research, innovation and advanced technologies",
            ),
            ("1.2", "1", "Nyttan av digitaliseringen", "The benefits of digitisation"),
            (
                "1.3",
                "1",
                "Små och medelstora företags tillväxt, konkurrenskraft och jobb",
                "Growth, competitiveness and jobs in small and medium-sized enterprises",
            ),
            (
                "1.4",
                "1",
                "Färdigheter för smart specialisering, omställning och entreprenörskap",
                "Skills for smart specialisation, transition and entrepreneurship",
            ),
            ("1.5", "1", "Digital uppkoppling", "Digital connectivity"),
            ("2", None, "Ett grönare Europa", "A greener Europe"),
            ("2.1", "2", "Energieffektivitet", "Energy efficiency"),
            ("2.2", "2", "Förnybar energi", "Renewable energy"),
            ("2.3", "2", "Smarta energisystem, nät och lagring", "Smart energy systems, grids and storage"),
            (
                "2.4",
                "2",
                "Klimatanpassning och katastrofberedskap",
                "Climate adaptation and disaster resilience",
            ),
            (
                "2.5",
                "2",
                "Tillgång till vatten och hållbar vattenförvaltning",
                "Access to water and sustainable water management",
            ),
            ("2.6", "2", "Cirkulär och resurseffektiv ekonomi", "A circular and resource-efficient economy"),
            (
                "2.7",
                "2",
                "Naturskydd, biologisk mångfald, grön infrastruktur och mindre föroreningar",
                "Nature, biodiversity, green infrastructure and less pollution",
            ),
            ("2.8", "2", "Hållbar rörlighet i städer", "Sustainable urban mobility"),
            ("3", None, "Ett mer sammanlänkat Europa", "A more connected Europe"),
            (
                "3.1",
                "3",
                "Ett klimattåligt och hållbart transeuropeiskt transportnät",
                "A climate-resilient and sustainable trans-European transport network",
            ),
            (
                "3.2",
                "3",
                "Hållbar nationell, regional och lokal rörlighet",
                "Sustainable national, regional and local mobility",
            ),
            ("stockholm", None, "Stockholm", "Stockholm"),
            ("stockholm.1", "stockholm", "Ett smartare Europa", "A smarter Europe"),
            ("stockholm.2", "stockholm", "Ett grönare Europa", "A greener Europe"),
            ("ostra-mellansverige", None, "Östra Mellansverige", "East Middle Sweden"),
            ("ostra-mellansverige.1", "ostra-mellansverige", "Ett smartare Europa", "A smarter Europe"),
            ("ostra-mellansverige.2", "ostra-mellansverige", "Ett grönare Europa", "A greener Europe"),
            ("smaland-och-oarna", None, "Småland och öarna", "Småland and the Islands"),
            ("smaland-och-oarna.1", "smaland-och-oarna", "Ett smartare Europa", "A smarter Europe"),
            ("smaland-och-oarna.2", "smaland-och-oarna", "Ett grönare Europa", "A greener Europe"),
            ("skane-blekinge", None, "Skåne-Blekinge", "Skåne-Blekinge"),
            ("skane-blekinge.1", "skane-blekinge", "Ett smartare Europa", "A smarter Europe"),
            ("skane-blekinge.2", "skane-blekinge", "Ett grönare Europa", "A greener Europe"),
            ("vastsverige", None, "Västsverige", "West Sweden"),
            ("vastsverige.1", "vastsverige", "Ett smartare Europa", "A smarter Europe"),
            ("vastsverige.2", "vastsverige", "Ett grönare Europa", "A greener Europe"),
            ("norra-mellansverige", None, "Norra Mellansverige", "North Middle Sweden"),
            ("norra-mellansverige.1", "norra-mellansverige", "Ett smartare Europa", "A smarter Europe"),
            ("norra-mellansverige.2", "norra-mellansverige", "Ett grönare Europa", "A greener Europe"),
            ("mellersta-norrland", None, "Mellersta Norrland", "Middle Norrland"),
            ("mellersta-norrland.1", "mellersta-norrland", "Ett smartare Europa", "A smarter Europe"),
            ("mellersta-norrland.2", "mellersta-norrland", "Ett grönare Europa", "A greener Europe"),
            (
                "mellersta-norrland.3",
                "mellersta-norrland",
                "Ett mer sammanlänkat Europa",
                "A more connected Europe",
            ),
            ("ovre-norrland", None, "Övre Norrland", "Upper Norrland"),
            ("ovre-norrland.1", "ovre-norrland", "Ett smartare Europa", "A smarter Europe"),
            ("ovre-norrland.2", "ovre-norrland", "Ett grönare Europa", "A greener Europe"),
            ("ovre-norrland.3", "ovre-norrland", "Ett mer sammanlänkat Europa", "A more connected Europe"),
            (
                "nationellt",
                None,
                "Nationella regionalfondsprogrammet",
                "The national regional fund programme",
            ),
            ("nationellt.1", "nationellt", "Ett smartare Europa", "A smarter Europe"),
            ("nationellt.2", "nationellt", "Ett grönare Europa", "A greener Europe"),
        )
    ),
)
