"""The interface as an application of its own under /api/v1; no cookie is ever read here."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as StarletteHTTPException

from domain.errors import CaseworkError
from web.api import (
    case_law,
    cases,
    exports,
    fields,
    hearing,
    law,
    problems,
    votes,
    watch,
    webhooks,
)
from web.api.directory import leaving, people, province
from web.api.papers import papers, signing
from web.api.problems import MEDIA_TYPE, Problem
from web.api.tasks import answers, holding, lists
from web.kit.body import BodyLimit, limit_of_api
from web.kit.descriptions import describe

ROUTERS = (
    people,
    leaving,
    province,
    cases,
    case_law,
    lists,
    answers,
    holding,
    fields,
    papers,
    signing,
    votes,
    hearing,
    law,
    exports,
    watch,
    webhooks,
)
REFUSALS = (400, 401, 403, 404, 409, 413, 422, 429, 503)


def create_api() -> FastAPI:
    """Mounted by the pages' application at /api/v1, which says what it runs on."""
    api = FastAPI(
        title="Thẩm Định",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        responses={code: {"model": Problem} for code in REFUSALS},
    )
    for part in ROUTERS:
        api.include_router(part.router)
    api.add_middleware(BodyLimit, limit=limit_of_api)
    api.add_exception_handler(CaseworkError, problems.refused)
    api.add_exception_handler(StarletteHTTPException, problems.http_error)
    api.add_exception_handler(RequestValidationError, problems.unfit)
    api.add_exception_handler(Exception, problems.broken)
    _describe(api)
    return api


def _describe(api: FastAPI) -> None:
    """Refusals are problem+json, which the framework would describe as plain JSON; the texts are
    Vietnamese at /openapi.json, English at /openapi.en.json."""
    described = api.openapi

    def openapi() -> dict[str, Any]:
        schema = described()
        schema["servers"] = [{"url": "/api/v1"}]
        for way in schema["paths"].values():
            for operation in way.values():
                for status, said in operation["responses"].items():
                    if status >= "4" and "application/json" in said.get("content", {}):
                        said["content"][MEDIA_TYPE] = said["content"].pop("application/json")
        return describe(schema, "vi")

    def english(_: Request) -> JSONResponse:
        return JSONResponse(describe(deepcopy(openapi()), "en"))

    api.openapi = openapi  # type: ignore[method-assign]
    api.add_route("/openapi.en.json", english, include_in_schema=False)
