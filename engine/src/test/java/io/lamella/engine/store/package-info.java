/// Tests of what outlives the process, on a disk that loses, tears and refuses ([FaultDisk]).
@NullMarked
package io.lamella.engine.store;

import org.jspecify.annotations.NullMarked;
