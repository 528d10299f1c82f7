"""Prints what openpyxl reads in workbooks: for each, its sheets, heading, frozen cell, types and rows."""

import datetime
import json
import sys

import openpyxl


def plain(value):
    """A value as JSON can hold it."""
    if isinstance(value, (datetime.datetime, datetime.date)):
        return {"date": value.isoformat()}
    return value


def read(path):
    """What stands in a workbook."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    rows = [[plain(cell.value) for cell in row] for row in sheet.iter_rows()]
    second = next(sheet.iter_rows(min_row=2, max_row=2), ())
    about = {row[0].value: row[1].value for row in book.worksheets[-1].iter_rows()}
    return {
        "sheets": book.sheetnames,
        "frozen": sheet.freeze_panes,
        "formats": [cell.number_format for cell in second],
        "formulas": sum(cell.data_type == "f" for row in sheet.iter_rows() for cell in row),
        "widths": [sheet.column_dimensions[key].width for key in list(sheet.column_dimensions)[:3]],
        "rows": rows,
        "about": about,
    }


json.dump([read(path) for path in sys.argv[1:]], sys.stdout)
