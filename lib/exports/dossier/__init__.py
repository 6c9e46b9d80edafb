"""A dossier: the chosen pages of one view as one HTML file that needs nothing else, to read, to print, to hand on."""

from lib.exports.dossier.paper import dossier_pieces
from lib.exports.dossier.records import Block, Desk, Searched, Section, Statement

__all__ = ["Block", "Desk", "Searched", "Section", "Statement", "dossier_pieces"]
