using Microsoft.Extensions.FileProviders;
using NovComet.Storage.Native;

namespace NovComet.Storage;

/// <summary>Picks the file operations that fit the platform.</summary>
internal static class FileTimes
{
    public static IFileTimes For(string folder, TimeProvider time) =>
        IsNative ? new LinuxFileTimes(folder, asksServer: FileSystemKind.IsSilent(folder)) : new PortableFileTimes(folder, new PhysicalFileProvider(folder), time);

    public static bool IsNative => OperatingSystem.IsLinux() && Environment.Is64BitProcess;
}
