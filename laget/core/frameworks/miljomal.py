"""Made by tools/frameworks.py from tools/frameworks/miljomal.tsv. Not edited by hand."""

from laget.core.frameworks.framework import Framework, items
from laget.core.words.said import Said

FRAMEWORK = Framework(
    id="miljomal",
    title=Said(("Sveriges miljökvalitetsmål"), ("Sweden's environmental quality objectives")),
    source=(
        "Riksdagen, proposition 1997/98:145 och 2004/05:150 (det sextonde målet); Naturvårdsverket, "
        "Sveriges miljömål"
    ),
    date="2005-11",
    address=("https://www.sverigesmiljomal.se/miljomalen/"),
    note=Said(
        (
            "Målens namn är riksdagens; de engelska är Regeringskansliets. Numren är de som "
            "Naturvårdsverket visar målen med."
        ),
        (
            "The objectives have the names given by the Riksdag; the English ones are those of the "
            "Government Offices. The numbers are those the Environmental Protection Agency shows them "
            "by."
        ),
    ),
    items=items(
        (
            ("1", None, "Begränsad klimatpåverkan", "Reduced Climate Impact"),
            ("2", None, "Frisk luft", "Clean Air"),
            ("3", None, "Bara naturlig försurning", "Natural Acidification Only"),
            ("4", None, "Giftfri miljö", "A Non-Toxic Environment"),
            ("5", None, "Skyddande ozonskikt", "A Protective Ozone Layer"),
            ("6", None, "Säker strålmiljö", "A Safe Radiation Environment"),
            ("7", None, "Ingen övergödning", "Zero Eutrophication"),
            ("8", None, "Levande sjöar och vattendrag", "Flourishing Lakes and Streams"),
            ("9", None, "Grundvatten av god kvalitet", "Good-Quality Groundwater"),
            (
                "10",
                None,
                "Hav i balans samt levande kust och skärgård",
                "A Balanced Marine Environment, Flourishing Coastal Areas and Archipelagos",
            ),
            ("11", None, "Myllrande våtmarker", "Thriving Wetlands"),
            ("12", None, "Levande skogar", "Sustainable Forests"),
            ("13", None, "Ett rikt odlingslandskap", "A Varied Agricultural Landscape"),
            ("14", None, "Storslagen fjällmiljö", "A Magnificent Mountain Landscape"),
            ("15", None, "God bebyggd miljö", "A Good Built Environment"),
            ("16", None, "Ett rikt växt- och djurliv", "A Rich Diversity of Plant and Animal Life"),
        )
    ),
)
