package dev.dbmigrations.report;

import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.IndexChange;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.change.WholeTableChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a migration asks for, object by object, in words. */
final class ChangeText {
    private ChangeText() {}

    /** By object, in the order in which they are first changed. */
    static Map<String, List<String>> byObject(Migration migration) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (Statement statement : migration.statements()) {
            for (Change change : statement.changes()) {
                all.computeIfAbsent(object(change), o -> new ArrayList<>()).add(words(change));
            }
        }
        return all;
    }

    private static String object(Change change) {
        return switch (change) {
            case IndexChange.DropIndex drop -> "index " + drop.index();
            case IndexChange.RenameIndex rename -> "index " + rename.index();
            case TableChange on -> "table " + on.table();
            case Change.RunAsWritten run -> run.object().isEmpty() ? "the database" : run.object();
            case Change.Unrecognized ignored -> "not understood";
        };
    }

    private static String words(Change change) {
        return switch (change) {
            case ColumnChange column -> column(column);
            case IndexChange index -> index(index);
            case AddConstraint constraint -> constraint(constraint);
            case WholeTableChange whole -> whole(whole);
            case RowChange rows -> rows(rows);
            case Change.RunAsWritten run -> run.action();
            case Change.Unrecognized unrecognized -> unrecognized.because();
        };
    }

    private static String column(ColumnChange change) {
        String name = change.column();
        return switch (change) {
            case ColumnChange.AddColumn add ->
                "gets column " + name + " " + add.definition().type()
                        + (add.definition().notNull() ? ", not null" : "");
            case ColumnChange.DropColumn ignored -> "loses column " + name;
            case ColumnChange.RenameColumn rename -> "column " + name + " is called " + rename.newName();
            case ColumnChange.SetNotNull ignored -> "column " + name + " takes no NULL any more";
            case ColumnChange.DropNotNull ignored -> "column " + name + " may be NULL";
            case ColumnChange.SetDefault set -> "column " + name + " has the default " + set.expression();
            case ColumnChange.DropDefault ignored -> "column " + name + " has no default any more";
            case ColumnChange.ChangeType type -> "column " + name + " becomes " + type.type();
            case ColumnChange.RedefineColumn redefine ->
                "column " + name + " is defined anew"
                        + (redefine.renames() ? ", as " + redefine.definition().name() : "");
            case ColumnChange.SetColumnVisibility set ->
                "column " + name + (set.visible() ? " is shown" : " is hidden");
        };
    }

    private static String index(IndexChange change) {
        return switch (change) {
            case IndexChange.CreateIndex create ->
                "gets " + (create.how().unique() ? "unique " : "") + "index "
                        + (create.name() == null ? "" : create.name() + " ") + "on "
                        + (create.columns().isEmpty() ? "an expression" : String.join(", ", create.columns()));
            case IndexChange.DropIndex ignored -> "is dropped";
            case IndexChange.RenameIndex rename -> "is called " + rename.newName();
            case IndexChange.SetIndexVisibility set ->
                "index " + set.index() + (set.visible() ? " may be used" : " is not used any more");
        };
    }

    private static String constraint(AddConstraint change) {
        return "gets " + (change.name() == null ? "" : "constraint " + change.name() + ": ") + change.definition();
    }

    private static String whole(WholeTableChange change) {
        return switch (change) {
            case WholeTableChange.CreateTable create ->
                "is created with " + InWords.count(create.columns().size(), "column");
            case WholeTableChange.DropTable ignored -> "is dropped, with its rows";
            case WholeTableChange.RenameTable rename -> "is called " + rename.newName();
            case WholeTableChange.DropConstraint drop -> "loses constraint " + drop.name();
            case WholeTableChange.ValidateConstraint validate -> "constraint " + validate.name() + " is checked";
            case WholeTableChange.RenameConstraint rename ->
                "constraint " + rename.name() + " is called " + rename.newName();
            case WholeTableChange.Truncate ignored -> "is emptied";
            case WholeTableChange.ReplacePrimaryKey key -> "gets another key: " + key.definition();
            case WholeTableChange.SetTableOption set ->
                "has " + set.option().name() + " " + set.option().value();
            case WholeTableChange.ConvertCharacterSet convert -> "texts become " + convert.characterSet();
            case WholeTableChange.RebuildTable ignored -> "is written anew as it is";
            case WholeTableChange.ChangePartitions partitions ->
                "partitions: " + partitions.operation().name().toLowerCase(Locale.ROOT)
                        + (partitions.partitions().isEmpty() ? "" : " " + String.join(", ", partitions.partitions()));
            case WholeTableChange.AlterOtherwise other -> other.action();
        };
    }

    private static String rows(RowChange change) {
        return switch (change) {
            case RowChange.UpdateRows update -> "rows get other values of " + String.join(", ", update.assigned());
            case RowChange.DeleteRows ignored -> "rows are deleted";
            case RowChange.InsertSelectedRows ignored -> "gets rows that are read elsewhere";
            case RowChange.InsertGivenRows ignored -> "gets rows that stand in the file";
        };
    }
}
