package dev.dbmigrations.analyze;

import java.util.Locale;

/** How much a finding matters, from the least to the most. */
public enum Severity {
    /** Worth knowing. */
    INFO,
    /** A short lock in a busy place, or a meaning that is easily missed. */
    WARNING,
    /** Stops clients for long, breaks them, or loses data. */
    ERROR;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
