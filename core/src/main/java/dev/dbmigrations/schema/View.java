package dev.dbmigrations.schema;

import java.util.List;

/**
 * A plain view that reads a table, itself or through other views, with what it takes to make it again.
 *
 * @param name always qualified
 * @param shown its name as it stands in the statements
 * @param over the views among which it reads, by their {@code shown} names; empty when it reads the table alone
 * @param unchanged a statement that fails when the view is no longer as it is here
 * @param create the statements that make it as it is: definition, owner, privileges, comments
 * @param obstacle what stands in the way of taking it away, in words; empty when nothing does
 */
public record View(
        TableName name, String shown, List<String> over, String unchanged, List<String> create, String obstacle) {
    public View {
        over = List.copyOf(over);
        create = List.copyOf(create);
    }
}
