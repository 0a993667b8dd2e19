"""Functions and methods, in lower case, that say something of a request."""

from typing import Final

from kaspi_doctor.lint.reading.code.connections import CONNECTING

VERBS: Final = {"get", "post", "put", "patch", "delete", "head"}
VERBS_OF_1C: Final = {"отправитьдляобработки": "POST", "записать": "PUT", "изменить": "PATCH"}
ADDRESSING: Final = {"url", "uri", "create", "newbuilder"}
REQUESTING: Final = VERBS | ADDRESSING | {
    "fetch", "axios", "request", "got", "ajax", "getjson", "open", "curl_init", "file_get_contents", "fopen",
    "newrequest", "newrequestwithcontext", "httprequestmessage", "restrequest", "httprequest", "httpget", "httpзапрос",
    "wp_remote_get", "wp_remote_post", "wp_remote_request", "getasync", "getstringasync", "getfromjsonasync",
    "postasync", "putasync", "deleteasync",
}  # fmt: skip
"""Those that take its URL."""
WITH_HEADERS: Final = {"httprequest", "httpзапрос"}
"""Those whose second argument are the headers."""
MAKING_CLIENTS: Final = CONNECTING | {
    "create", "extend", "client", "httpclient", "restclient", "restclientoptions", "baseurl", "defaults",
}  # fmt: skip
SETTING: Final = {
    "set", "add", "append", "put", "header", "addheader", "setheader", "withheader", "setrequestheader", "insert",
    "setrequestproperty", "addrequestproperty", "tryaddwithoutvalidation", "вставить", "установить",
    "addqueryparameter", "addencodedqueryparameter", "queryparam", "addparameter", "addqueryparam", "setqueryparam",
    "setparameter", "setqueryparameter", "query",
}  # fmt: skip
"""Methods that take a name and its value."""
