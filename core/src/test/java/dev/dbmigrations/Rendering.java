package dev.dbmigrations;

import dev.dbmigrations.change.IndexChange;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.schema.TableName;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A record as a reader of a golden file wants it: only what is said, nulls, falses and empty lists left out. */
public final class Rendering {

    /** What is meant where nothing is said. */
    private static final Set<Object> UNSAID = Set.of(
            false,
            "",
            List.of(),
            IndexChange.Kind.ORDINARY,
            NewColumn.Attributes.NONE,
            NewColumn.Text.NONE,
            NewColumn.Place.UNSAID,
            WholeTableChange.Further.NONE);

    private Rendering() {}

    public static String of(@Nullable Object value) {
        return switch (value) {
            case TableName table -> table.isQualified() ? table.schema() + "." + table.name() : table.name();
            case Record record -> record(record);
            case List<?> list -> list.stream().map(Rendering::of).collect(Collectors.joining(", ", "[", "]"));
            case String text -> '‹' + text + '›';
            case null -> "null";
            default -> value.toString();
        };
    }

    private static String record(Record record) {
        List<String> said = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = value(record, component);
            if (value != null && !UNSAID.contains(value)) {
                said.add(component.getName() + (value.equals(true) ? "" : " " + of(value)));
            }
        }
        return record.getClass().getSimpleName() + said.stream().collect(Collectors.joining("; ", "(", ")"));
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
