package dev.dbmigrations.dialect;

/** What a thing that validation looks at is about. */
public enum Topic {
    FILES("Files"),
    DATABASE("Database"),
    SETTINGS("Settings"),
    PRIVILEGES("Privileges"),
    ROOM("Room"),
    OTHERS("Others at work"),
    DATA("Data"),
    WAY_BACK("Way back"),
    DRIFT("Drift");

    private final String title;

    Topic(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Lower case, for documents. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
