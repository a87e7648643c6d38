import RPKIObjects

/// The error that `body` throws; `nil` when it throws none.
func refusal(_ body: () throws(ObjectError) -> Void) -> ObjectError? {
    do throws(ObjectError) {
        try body()
        return nil
    } catch {
        return error
    }
}
