package dev.dbmigrations.report;

import java.util.ArrayList;
import java.util.List;

/** What has to go and what has to come to turn one text into another, line by line. */
final class Difference {
    private static final int CONTEXT = 2;
    private final List<String> before;
    private final List<String> after;
    /** Lengths of the longest common subsequences of the tails. */
    private final int[][] common;

    private Difference(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
        this.common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
    }

    /** The lines with {@code "- "}, {@code "+ "} or two blanks in front; unchanged ones only near the others. Empty when equal. */
    static String of(List<String> before, List<String> after) {
        return before.equals(after) ? "" : String.join("\n", shortened(new Difference(before, after).lines()));
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            boolean both = i < before.size() && j < after.size();
            if (both && before.get(i).equals(after.get(j))) {
                lines.add("  " + before.get(i));
                i++;
                j++;
            } else if (i < before.size() && (j == after.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add("- " + before.get(i));
                i++;
            } else {
                lines.add("+ " + after.get(j));
                j++;
            }
        }
        return lines;
    }

    private static List<String> shortened(List<String> lines) {
        List<String> near = new ArrayList<>();
        boolean leftOut = false;
        for (int i = 0; i < lines.size(); i++) {
            if (isNearChange(lines, i)) {
                near.add(lines.get(i));
                leftOut = false;
            } else if (!leftOut) {
                near.add("  …");
                leftOut = true;
            }
        }
        return near;
    }

    private static boolean isNearChange(List<String> lines, int at) {
        int from = Math.max(0, at - CONTEXT);
        int to = Math.min(lines.size(), at + CONTEXT + 1);
        return lines.subList(from, to).stream().anyMatch(l -> !l.startsWith(" "));
    }
}
