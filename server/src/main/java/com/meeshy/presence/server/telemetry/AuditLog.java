package com.meeshy.presence.server.telemetry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line for everything an operator did or was refused, whichever door it came through.
public final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int LONGEST = 300;

    private AuditLog() {}

    /// @param action such as `disconnect`
    /// @param operator who; never a credential
    /// @param outcome `ok`, or why not
    /// @param details such as `target=… closed=2`; null when there is nothing to add
    public static void write(String action, String operator, String address, String outcome, @Nullable String details) {
        LOG.info(
                "AUDIT action={} operator={} address={} outcome={}{}",
                plain(action),
                plain(operator),
                plain(address),
                plain(outcome),
                details == null || details.isEmpty() ? "" : " " + plain(details));
    }

    /// On one line, and not endless.
    private static String plain(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
