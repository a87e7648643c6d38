public import ConfigurationKeys
public import DeskStore
internal import LocalFiles
public import SQLiteFile

extension ConfigurationSource<NodeConfiguration> {
    /// The configuration file as it is now, for a backup; `nil` where the node runs without one.
    public func backupFile() throws(SQLiteFileError) -> DeskBackup.File? {
        guard let path else { return nil }
        do throws(LocalFileError) {
            return DeskBackup.File(path: path, octets: try LocalFile.read(path, limit: ConfigurationLimits.octets))
        } catch {
            throw .folder(path: error.path, reason: error.reason)
        }
    }
}
