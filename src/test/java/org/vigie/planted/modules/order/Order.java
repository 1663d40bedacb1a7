package org.vigie.planted.modules.order;

import org.vigie.planted.modules.stock.internal.Shelf;

/** Planted violation: reaches into the inside of another module. */
public class Order {

    Shelf shelf = new Shelf();
}
