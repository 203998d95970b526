package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Inquiry;
import dev.dbmigrations.dialect.ServerVersion;
import dev.dbmigrations.dialect.Survey;
import java.util.ArrayList;
import java.util.List;

/**
 * What to ask a MySQL 8.0 or a MariaDB 10.6, or newer, before anything runs on it.
 *
 * @param version of which product and version
 */
record MySqlSurvey(ServerVersion version) implements Survey {

    @Override
    public List<Inquiry> inquiries(Agenda agenda) {
        boolean mariaDb = version.product().equals(MySqlVersion.Flavour.MARIADB.product());
        List<Inquiry> inquiries = new ArrayList<>(SettingInquiries.of(agenda, mariaDb));
        inquiries.addAll(PrivilegeInquiries.of(agenda, mariaDb));
        inquiries.addAll(NeighbourInquiries.of(agenda, mariaDb));
        return inquiries;
    }

    /** Sums, because a text of everything may be longer than the server puts together. */
    @Override
    public List<String> fingerprint() {
        return List.of(InventoryQueries.FINGERPRINT);
    }
}
