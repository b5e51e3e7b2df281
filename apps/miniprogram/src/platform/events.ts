/** An event of a component or input, with its detail. */
export type DetailEvent<Detail extends object> = { detail: Detail }
