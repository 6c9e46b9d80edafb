"""A dossier: the chosen pages of one view as one HTML file that needs nothing else, to read, to print, to hand on."""

from lib.exports.dossier.paper import dossier_pieces
from lib.exports.dossier.records import Block, Desk, Searched, Section, Statement
from lib.exports.dossier.sections import SECTIONS

__all__ = ["SECTIONS", "Block", "Desk", "Searched", "Section", "Statement", "dossier_pieces"]
