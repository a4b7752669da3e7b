/// One class for each service of the contract. A method translates, asks the engine and translates
/// back; it decides nothing but where the work runs.
@NullMarked
package io.lamella.server.service;

import org.jspecify.annotations.NullMarked;
