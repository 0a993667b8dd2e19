"""Functions and methods, in lower case, that say something of a request."""

from kaspi_doctor.lint.reading.code.connections import CONNECTING

VERBS = {"get", "post", "put", "patch", "delete", "head"}
VERBS_OF_1C = {"отправитьдляобработки": "POST", "записать": "PUT", "изменить": "PATCH"}
ADDRESSING = {"url", "uri", "create", "newbuilder"}
REQUESTING = VERBS | ADDRESSING | {
    "fetch", "axios", "request", "got", "ajax", "getjson", "open", "curl_init", "file_get_contents", "fopen",
    "newrequest", "newrequestwithcontext", "httprequestmessage", "restrequest", "httprequest", "httpget", "httpзапрос",
    "wp_remote_get", "wp_remote_post", "wp_remote_request", "getasync", "getstringasync", "getfromjsonasync",
    "postasync", "putasync", "deleteasync",
}  # fmt: skip
"""Those that take its URL."""
WITH_HEADERS = {"httprequest", "httpзапрос"}
"""Those whose second argument are the headers."""
MAKING_CLIENTS = CONNECTING | {
    "create", "extend", "client", "httpclient", "restclient", "restclientoptions", "baseurl", "defaults",
}  # fmt: skip
SETTING = {
    "set", "add", "append", "put", "header", "addheader", "setheader", "withheader", "setrequestheader", "insert",
    "setrequestproperty", "addrequestproperty", "tryaddwithoutvalidation", "вставить", "установить",
    "addqueryparameter", "addencodedqueryparameter", "queryparam", "addparameter", "addqueryparam", "setqueryparam",
    "setparameter", "setqueryparameter", "query",
}  # fmt: skip
"""Methods that take a name and its value."""
