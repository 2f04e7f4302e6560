"""Bucket configurations that are kept by id: inventory, intelligent tiering, request metrics, analytics."""

import xml.etree.ElementTree as ElementTree

from ministack.services import s3

from .patching import fix, wrap

#: query parameter → element of the list answer
_KINDS = {
    "intelligent-tiering": "ListBucketIntelligentTieringConfigurationsOutput",
    "inventory": "ListInventoryConfigurationsResult",
    "metrics": "ListMetricsConfigurationsResult",
    "analytics": "ListBucketAnalyticsConfigurationResult",
}
_XML = {"Content-Type": "application/xml"}


@fix("s3-configurations-by-id")
def configurations() -> None:
    """API_PutBucketInventoryConfiguration, API_PutBucketIntelligentTieringConfiguration,
    API_PutBucketMetricsConfiguration, API_PutBucketAnalyticsConfiguration with their Get, List and Delete: the document
    that was put under an id comes back; NoSuchConfiguration (404) otherwise.
    https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketInventoryConfiguration.html
    """
    wrap(s3, "_dispatch", _dispatch)


def _dispatch(original, method, bucket, key, headers, body, query):
    kind = next((kind for kind in _KINDS if kind in query), None)
    record = s3._buckets.get(bucket) if bucket and not key and kind else None
    if record is None or method not in ("GET", "PUT", "DELETE"):
        return original(method, bucket, key, headers, body, query)
    kept = record.setdefault("_configurations", {}).setdefault(kind, {})
    identifier = _first(query.get("id"))
    if method == "PUT":
        kept[identifier] = body
        return 200, {}, b""
    if method == "GET" and not identifier:
        return 200, dict(_XML), _list(kind, kept)
    if identifier not in kept:
        return s3._error("NoSuchConfiguration", "The specified configuration does not exist.", 404)
    if method == "DELETE":
        del kept[identifier]
        return 204, {}, b""
    return 200, dict(_XML), kept[identifier]


def _first(value):
    return (value[0] if value else "") if isinstance(value, list) else value or ""


def _list(kind, kept):
    root = ElementTree.Element(f"{{{s3.S3_NS}}}{_KINDS[kind]}")
    ElementTree.SubElement(root, f"{{{s3.S3_NS}}}IsTruncated").text = "false"
    root.extend(ElementTree.fromstring(document) for document in kept.values())
    ElementTree.register_namespace("", s3.S3_NS)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
