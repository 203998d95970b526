package dev.dbmigrations.analyze.rules;

import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.Place;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Position;
import java.util.List;

/** Findings about waivers. A waiver holds for the whole file, so they stand at its beginning. */
final class Waivers {

    private Waivers() {}

    static Finding finding(SafetyRule rule, Migration migration, String waived, String harm, String instead) {
        String words = "allow=" + waived;
        String line = "-- db-migrations: " + words;
        Place place = new Place(
                new Position(migration.id().path(), 1, 1),
                List.of(line),
                line.length() - words.length(),
                words.length());
        Finding.Message message = new Finding.Message(null, harm, instead);
        return new Finding(rule.id(), rule.severity(), place, message, null);
    }
}
