"""What the codes of the Financial Sanctions Files mean."""

from __future__ import annotations

# Programmes of the Union that the files have named; another one is kept and reported.
PROGRAMMES = frozenset(
    {
        *("AFG", "BDI", "BIH", "BLR", "CAF", "CHEM", "CIV", "COD", "CYB", "EGY", "EUAQ", "GIN"),
        *("GNB", "GTM", "HAM", "HR", "HTI", "HYB", "IRN", "IRQ", "LBN", "LBR", "LBY", "MDA"),
        *("MLI", "MMR", "NER", "NIC", "PRK", "RUS", "RUSDA", "SDN", "SDNZ", "SOM", "SRB", "SSD"),
        *("SYR", "TAQA", "TERR", "TUN", "TUR", "UKR", "UNLI", "VEN", "YEM", "ZWE"),
    }
)

# Code of the subject: schema. A ship is an enterprise to the files.
SUBJECTS = {"person": "Person", "enterprise": "Organization"}

# Code of the identification: property, and how it is called in a remark.
IDENTIFICATIONS = {
    "passport": ("passportNumber", "passport"),
    "id": ("idNumber", "identity card"),
    "nrn": ("idNumber", "national registration number"),
    "other": ("idNumber", "other number"),
    "ssn": ("socialSecurityNumber", "social security number"),
    "birthcert": ("idNumber", "birth certificate"),
    "nationcert": ("idNumber", "certificate of nationality"),
    "travelcardid": ("idNumber", "travel document"),
    "electionid": ("idNumber", "electoral card"),
    "residentperm": ("idNumber", "residence permit"),
    "drivinglicence": ("idNumber", "driving licence"),
    "tradelic": ("registrationNumber", "trade licence"),
    "regnumber": ("registrationNumber", "registration number"),
    "fiscalcode": ("taxNumber", "fiscal code"),
    "swiftbic": ("swiftBic", "SWIFT BIC"),
    "imo": ("imoNumber", "IMO number"),
}

GENDERS = {"M": "male", "F": "female"}

# Codes of countries that ISO 3166 does not give, or has given twice.
UNKNOWN_COUNTRY = "00"
COUNTRIES = {"CS": "Serbia and Montenegro"}

# Attributes that number rows of the publisher, say in which language the act was read, or
# repeat a neighbour in words; the act that added a detail, which no field of ours takes.
UNUSED = frozenset(
    {
        "logicalId",
        "regulationLanguage",
        "regulationSummary",
        "classificationCode",
        "identificationTypeDescription",
    }
)
