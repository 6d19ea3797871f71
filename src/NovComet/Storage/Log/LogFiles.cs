using NovComet.Storage.Native;

namespace NovComet.Storage.Log;

/// <summary>Picks the file operations that fit the platform.</summary>
internal static class LogFiles
{
    public static ILogFiles For(string folder) => FileTimes.IsNative ? new LinuxLogFiles(folder) : new PortableLogFiles(folder);
}
