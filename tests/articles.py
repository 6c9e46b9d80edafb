"""What tests of ingest write to disk."""

import json
from pathlib import Path

BODY = "The leaders met on Monday in Sochi and agreed that the zone would be set up by October 15.\n"
FRENCH = (
    "La Russie et la Turquie ont convenu lundi de créer une zone démilitarisée autour de la province syrienne d'Idlib, "
    "a déclaré le président russe Vladimir Poutine après une rencontre avec son homologue turc à Sotchi."
)
NAMES = (
    "Vladimir Putin, Recep Tayyip Erdogan, Hassan Rouhani, Bashar al-Assad, Sergei Shoigu, Mevlut Cavusoglu, Jan "
    "Egeland, Mohammad Javad Zarif; Idlib, Aleppo, Latakia, Hama, Jisr al-Shughour, Sochi, Tehran, Ankara, Hmeimim"
)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """A file in the folder, whatever lies between."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def jsonl(*records: object) -> str:
    """The records, one a line."""
    return "".join(json.dumps(record) + "\n" for record in records)
