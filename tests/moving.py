"""Another law, and with it another province, for a base that has rows of its own."""

from __future__ import annotations

from dataclasses import replace

from actions.app import App, ProvinceInUse
from actions.province.change import rows_now
from domain.province.province import difference, rows_of
from models.province.province import ProvinceChange
from models.unit_of_work import UnitOfWork, reading, transaction
from regulations.catalogue import Catalogue


def under(app: App, law: Catalogue) -> App:
    """The same installation under this law; the rows among its files are those of the base now."""

    def work(uow: UnitOfWork) -> None:
        edit = difference(rows_now(app, uow), rows_of(law.packaged))
        if edit:
            uow.province.add(
                ProvinceChange(
                    act_id=f"law:{law.packaged_edition}",
                    what="folder_taken",
                    document="luật thử",
                    reason="thử",
                    edit=edit,
                    by="",
                    at=app.clock(),
                )
            )

    transaction(app.engine, work)
    later = replace(app, law_data=law, pinned={}, books={}, standing=ProvinceInUse())
    with reading(later) as uow:
        later.take_up(uow)
    return later
