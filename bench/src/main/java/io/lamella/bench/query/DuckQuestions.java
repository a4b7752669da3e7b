package io.lamella.bench.query;

import io.lamella.bench.Form;
import io.lamella.bench.data.DuckShoppers;
import java.sql.SQLException;
import java.util.List;

/// The questions to DuckDB, prepared once, each in the forms that did best among those tried. Tried
/// and slower: `flags IN (…)`, reordered conditions, a compressed database, perfect hashing.
final class DuckQuestions {
  private final DuckShoppers duck;

  DuckQuestions(DuckShoppers duck) {
    this.duck = duck;
  }

  List<Form> booleans() throws SQLException {
    return List.of(
        form(
            "duckdb boolean columns",
            "SELECT count(*) FROM customers WHERE (a OR b OR c) AND d AND e AND NOT f"),
        form(
            "duckdb bits of one column",
            "SELECT count(*) FROM customers WHERE (flags & 7) <> 0 AND (flags & 56) = 24"));
  }

  /// Over events sorted by day, which serve any window.
  List<Form> atLeastTwo() throws SQLException {
    return List.of(
        form(
            "duckdb GROUP BY, HAVING count",
            "SELECT count(*) FROM (SELECT customer FROM visits WHERE day BETWEEN 0 AND 13 GROUP BY"
                + " customer HAVING count(*) >= 2)"),
        form(
            "duckdb GROUP BY, HAVING min and max",
            "SELECT count(*) FROM (SELECT customer FROM visits WHERE day BETWEEN 0 AND 13 GROUP BY"
                + " customer HAVING min(day) <> max(day))"));
  }

  /// Over a second copy of the events, sorted by customer: suits this window, which is all there
  /// is; a longer history would be read whole.
  List<Form> atLeastTwoByCustomer() throws SQLException {
    return List.of(
        form(
            "duckdb copy by customer, lag",
            "SELECT count(DISTINCT customer) FROM (SELECT customer, lag(customer) OVER (ORDER BY"
                + " customer) AS before FROM by_customer WHERE day BETWEEN 0 AND 13) WHERE before ="
                + " customer"));
  }

  /// Over a mask of 14 days kept in each customer's line: the answer half computed beforehand, to
  /// be rewritten for every customer every day.
  List<Form> atLeastTwoByMask() throws SQLException {
    return List.of(
        form(
            "duckdb mask of days",
            "SELECT count(*) FROM customers WHERE bit_count(days & 16383) >= 2"));
  }

  List<Form> selective() throws SQLException {
    return List.of(
        form(
            "duckdb boolean columns, IN",
            "SELECT count(*) FROM customers WHERE g AND a AND id IN (SELECT customer FROM visits"
                + " WHERE day BETWEEN 0 AND 13)"),
        form(
            "duckdb bits, IN",
            "SELECT count(*) FROM customers WHERE (flags & 65) = 65 AND id IN (SELECT customer FROM"
                + " visits WHERE day BETWEEN 0 AND 13)"),
        form(
            "duckdb joined, distinct",
            "SELECT count(DISTINCT id) FROM visits JOIN customers ON customer = id WHERE day"
                + " BETWEEN 0 AND 13 AND (flags & 65) = 65"));
  }

  private Form form(String name, String sql) throws SQLException {
    var statement = duck.prepare(sql);
    return new Form(name, () -> DuckShoppers.ask(statement));
  }
}
