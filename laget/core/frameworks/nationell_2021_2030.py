"""Made by tools/frameworks.py from tools/frameworks/nationell-2021-2030.tsv. Not edited by hand."""

from laget.core.frameworks.framework import Framework, items
from laget.core.words.said import Said

FRAMEWORK = Framework(
    id="nationell-2021-2030",
    title=Said(
        ("Nationell strategi för hållbar regional utveckling i hela landet 2021–2030"),
        ("National strategy for sustainable regional development throughout Sweden 2021–2030"),
    ),
    source=("Regeringen, skrivelse 2020/21:133"),
    date="2021-03-18",
    address=("https://data.riksdagen.se/dokument/H803133.html"),
    note=Said(
        (
            "Områdenas och samhällsutmaningarnas namn är skrivelsens. Koderna klimat, demografi och "
            "klyftor är Lägets egna; de engelska namnen är Lägets översättning."
        ),
        (
            "The areas and challenges have the names of the government's communication. The codes "
            "klimat, demografi and klyftor are Läget's own; the English names are Läget's translation."
        ),
    ),
    items=items(
        (
            (
                "a",
                None,
                "Likvärdiga möjligheter till boende, arbete och välfärd i hela landet",
                "Equal opportunities for housing, work and welfare throughout the country",
            ),
            (
                "b",
                None,
                "Kompetensförsörjning och kompetensutveckling i hela landet",
                "Skills supply and skills development throughout the country",
            ),
            (
                "c",
                None,
                "Innovation och förnyelse samt entreprenörskap och företagande i hela landet",
                "Innovation and renewal, entrepreneurship and enterprise throughout the country",
            ),
            (
                "d",
                None,
                "Tillgänglighet i hela landet genom digital kommunikation och transportsystemet",
                "Accessibility throughout the country through digital communication and the transport system",
            ),
            (
                "klimat",
                None,
                "Miljöproblem och klimatförändringar",
                "Environmental problems and climate change",
            ),
            ("demografi", None, "Demografiska förändringar", "Demographic change"),
            (
                "klyftor",
                None,
                "Ökade klyftor både inom Sverige och inom EU",
                "Widening gaps within Sweden and within the EU",
            ),
        )
    ),
)
