package com.meeshy.presence.server.rest;

/// How large the body of a request may be: an import document as the operator allows, anything else small. It
/// goes by the plain text of the path; another spelling of it gets the small limit.
public final class BodyLimit {
    /// Holds a message of 10,000 characters, each escaped.
    public static final int ORDINARY_BYTES = 64 * 1024;

    static final String IMPORT = "/api/admin/import";

    private BodyLimit() {}

    /// @param uri path and perhaps a query
    /// @param importBytes the limit of an import document
    public static int bytes(String uri, int importBytes) {
        return uri.equals(IMPORT) || uri.startsWith(IMPORT + "?") ? importBytes : ORDINARY_BYTES;
    }

    /// What to do when it was larger.
    static String sentence(String path) {
        return path.equals(IMPORT)
                ? "The document is larger than this gateway takes at once (MAX_BODY): send it in parts, users first; what"
                        + " was imported already may be sent again."
                : "The body is larger than the " + ORDINARY_BYTES / 1024 + " KB that this address takes.";
    }
}
