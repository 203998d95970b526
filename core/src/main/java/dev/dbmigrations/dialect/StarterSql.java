package dev.dbmigrations.dialect;

/** The statements a newly created migration begins with, where databases differ in writing them. Names come unquoted. */
public interface StarterSql {

    Names names();

    /** The definition of a key column that the server numbers, from its name on. */
    String generatedKey(String column);

    /** What to make of a column whose type was not given. */
    String defaultType();

    /**
     * @param definition the column from its name on, as written
     */
    String addColumn(String table, String definition);

    String renameColumn(String table, String column, String newName);

    String renameTable(String table, String newName);

    String changeType(String table, String column, String type);

    /**
     * @param type the column's type, for databases that want the whole definition repeated
     */
    String setNotNull(String table, String column, String type);

    /**
     * @param type the column's type, for databases that want the whole definition repeated
     */
    String dropNotNull(String table, String column, String type);

    String dropIndex(String table, String index);
}
