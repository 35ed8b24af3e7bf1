"""The words of change, comparison and reckoning that the guard knows, Swedish and English together."""

import re

UP = (
    r"öka(?:r|de|t|ts|des|s)?|ökning(?:en|ar)?|stig(?:er|a|it)|(?<!som )(?<!ett )(?<!nästa"
    r" )(?<!första )steg(?! (?:mot|för|på|i))|uppgång(?:en)?|väx(?:er|a|te|t)"
    r"|höj(?:a|er|de|t|ts|des|s)|höjning(?:en)?|gått upp|gick upp|går upp|har uppåt"
    r"|tilltar|tilltog|tilltagit|klättra(?:r|de|t)|upp(?= från)|vuxit|rusa(?:r|de|t)|sken(?:ar|ade|at)"
    r"|(?:gått|går|gick|vänt|vände|vänder|pekar|pekat) (?:kraftigt |svagt |åter |nu )?uppåt"
    r"|skjut(?:er|it) i höjden"
    r"|lyft(?:er|e)?(?= (?:från|till|med)\b)|flerdubbla(?:s|ts|des)|uppgångar"
    r"|(?:blir|blev|blivit) (?:allt )?(?:fler|högre|större|vanligare)|(?:förläng|utöka|utvidga"
    r"|vidga)(?:s|ts|des|r|de|t)"
    r"|(?:ett|en|det) (?:\w+ )?(?:lyft|uppsving)|fortsatt(?:e)? uppåt|fortsätter uppåt"
    r"|(?:vänt|vände|vänder)\b[^⟨;.,]{1,50}?\buppåt|förlängts|stärk(?:s|ts|tes)|uppåtgående"
    r"|press(?:as|ats|ades) upp"
    r"|increas(?:e|es|ed|ing)|r(?:ise|ises|ose|isen|ising)|gr(?:ew|own|ows|ow|owing)|climb(?:s|ed|ing)?"
    r"|surged|soared|jumped"
    r"|gone up|went up|up(?= from)|growth"
)
DOWN = (
    r"minska(?:r|de|t|ts|des|s)?|minskning(?:en|ar)?|sjunk(?:er|a|it)|sjönk|föll|falli?t|faller|falla"
    r"|nedgång(?:en)?|krymp(?:er|a|te|t)|sänk(?:a|er|te|t|ts|tes|s)|sänkning(?:en)?|avta(?:r|git|gande)|avtog"
    r"|tappa(?:r|de|t)|backa(?:r|de|t)|gått (?:ner|ned)|gick (?:ner|ned)|går (?:ner|ned)|reducera(?:ts|des)"
    r"|matta(?:s|des|ts) av|dämpa(?:s|des|ts)|bromsa(?:r|de|t) in|(?:ned|ner)(?= från)|dala(?:r|de|t)"
    r"|rasa(?:r|de|t)|ras(?= (?:på|med|från)\b)|störtdyk(?:er|a|t)|dyk(?:er|t)|dök"
    r"|tapp(?:et)?(?= (?:på|med|från|för)\b)"
    r"|(?:gått|går|gick|vänt|vände|vänder|pekar|pekat) (?:kraftigt |svagt |åter |nu )?(?:nedåt"
    r"|neråt)|nedgångar"
    r"|skrump(?:it|nar|nat)|glesna(?:r|t)|sjunkande|minskande"
    r"|(?:blir|blev|blivit) (?:allt )?(?:färre|lägre|mindre|ovanligare)|förkort(?:as|ats|ades)"
    r"|försvag(?:as|ats|ades)"
    r"|(?:ett|en|det) (?:\w+ )?(?:tapp|ras|dyk|bakslag)|fortsatt(?:e)? (?:nedåt|neråt)"
    r"|fortsätter (?:nedåt|neråt)"
    r"|(?:vänt|vände|vänder)\b[^⟨;.,]{1,50}?\b(?:nedåt|neråt)|nedåtgående|press(?:as|ats|ades) (?:ned|ner)"
    r"|decreas(?:e|es|ed|ing)|f(?:ell|alls|allen|alling)"
    r"|(?<!⟩ )(?<!antalet )(?<!antal )(?<!i )(?<!fler )(?<!färre )fall(?! injur| per\b| av 100| år)"
    r"|declin(?:e|es|ed|ing)|drop(?:s|ped"
    r"|ping)?"
    r"|shr(?:ank|unk|inks|inking)|slipped|plunged|reduc(?:ed|tion)|gone down|went down|down(?= from)"
)
SAME = (
    r"oförändra(?:d|t|de)|(?:lig|leg|låg)\w* (?:(?!över|under)\w+ ){0,3}(?:still|kvar)\w*|(?:på|är"
    r"|var) samma (?:nivå|antal|andel)"
    r"|plana(?:r|de|t) ut|(?:stått|står|stod) still\w*|stagnera(?:r|de|t)|konstant|i stort sett samma"
    r"|densamma|detsamma|lika (?:många|stora?|hög(?:a|t)?|vanligt|låg(?:a|t)?|mycket)|ingen"
    r" (?:skillnad|förändring)"
    r"|unchanged|as many|just as (?:many|high|large)|no (?:difference|change)"
)
HIGHER = r"högre|större|fler|vanligare|higher|larger|more"
LOWER = r"lägre|mindre|färre|ovanligare|lower|smaller|fewer"
ABOVE = r"drygt|strax över|lite mer än|något över|just over|slightly over|a little over"
BELOW = r"knappt|nästan|närmare|uppemot|strax under|inte fullt|just under|almost|nearly|close to"
ABOUT = r"ungefär|cirka|ca\.?|omkring|runt|kring|i snitt|about|around|roughly|approximately"
BEYOND = r"mer än|över|fler än|större än|more than|over"
SHORT_OF = r"mindre än|färre än|under|inte ens|less than|fewer than|under"
NOT = r"inte|ej|aldrig|varken|knappast|not|never"
# Swedish "men", which is no English men.
BUT = (
    r"(?<!and )(?<!than )(?<!among )(?<!of )(?<!as )(?<!for )(?<!to )(?<!against )(?<!between )"
    r"men(?! (?:and|aged|is|are|was|were|who|have|has|took)\b)"
)
# What begins a clause of its own, with a subject or a time of its own.
BOUNDARY = re.compile(
    rf";|:\s|\b(?:medan|{BUT}|samtidigt|däremot|därefter|därpå|dock|trots|eftersom|while|but|whereas"
    rf"|however)\b"
    r"|\bsedan dess\b|\boch (?:andelen|antalet|att|bland|för|i|hos)\b|\befter att\b|\b(?:då|när"
    r"|om(?! ⟨| \d| \w+ ⟨| minst| högst)) ",
    re.IGNORECASE,
)
WORDS = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9,
    "tio": 10, "elva": 11, "tolv": 12, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
EVERY = {
    "annan": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "sjunde": 7, "åttonde": 8, "nionde": 9,
    "tionde": 10, "tjugonde": 20, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10,
}  # fmt: skip
PARTS = {
    "tredjedel": 3, "fjärdedel": 4, "femtedel": 5, "sjättedel": 6, "åttondel": 8, "tiondel": 10, "kvarts": 4,
    "third": 3, "quarter": 4, "fifth": 5, "tenth": 10,
}  # fmt: skip
