package dev.dbmigrations.cli.config;

/** A text that is never shown: it prints as {@code ***}. */
public final class Secret {

    static final String SHOWN = "***";

    private final char[] characters;

    public Secret(String text) {
        this.characters = text.toCharArray();
    }

    /** The text itself, for the driver alone. */
    public String reveal() {
        return new String(characters);
    }

    @Override
    public String toString() {
        return SHOWN;
    }
}
