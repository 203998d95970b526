package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Inquiry;
import dev.dbmigrations.dialect.Survey;
import java.util.ArrayList;
import java.util.List;

/**
 * What to ask a PostgreSQL, 14 to 18, before anything runs on it.
 *
 * @param major version
 */
record PostgresSurvey(int major) implements Survey {

    @Override
    public List<Inquiry> inquiries(Agenda agenda) {
        List<Inquiry> inquiries = new ArrayList<>(SettingInquiries.of(agenda, major));
        inquiries.addAll(PrivilegeInquiries.of(agenda, major));
        inquiries.addAll(NeighbourInquiries.of(agenda));
        return inquiries;
    }

    /** Without a search path every name is printed in full, whoever asks. */
    @Override
    public List<String> fingerprint() {
        return List.of(
                "SELECT set_config('search_path', '', false)",
                "SELECT md5(string_agg(concat_ws(' ', kind, name, definition), E'\\n' ORDER BY kind COLLATE \"C\", name COLLATE \"C\")) FROM (\n"
                        + InventoryQuery.TEXT + ") objects");
    }
}
