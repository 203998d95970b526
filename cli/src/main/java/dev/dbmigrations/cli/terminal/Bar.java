package dev.dbmigrations.cli.terminal;

/** A bar that shows how much of something is done. */
public final class Bar {
    private static final String HALF_DONE = "╸";

    private Bar() {}

    /**
     * @param part from 0 to 1; more is shown as all
     * @param width in columns
     */
    public static String text(double part, int width, Colours colours) {
        int halves = (int) Math.round(Math.clamp(part, 0, 1) * width * 2);
        String done = "━".repeat(halves / 2) + (halves % 2 == 1 ? HALF_DONE : "");
        String left = "─".repeat(width - done.length());
        return colours.good(done) + colours.faint(left);
    }
}
