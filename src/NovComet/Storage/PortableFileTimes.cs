using Microsoft.Extensions.FileProviders;

namespace NovComet.Storage;

/// <summary>
/// The same by what .NET offers on every platform. Its limits: a touch takes the process's clock, not the file system's, and a file
/// system that ignores case makes one channel of names that differ only in it.
/// </summary>
internal sealed class PortableFileTimes(string folder, PhysicalFileProvider provider, TimeProvider time) : IFileTimes
{
    public FileStatus Look(string fileName)
    {
        try
        {
            FileAttributes attributes = File.GetAttributes(PathOf(fileName));
            bool isRegular = (attributes & (FileAttributes.Directory | FileAttributes.ReparsePoint | FileAttributes.Device)) == default;
            if (!isRegular) return new FileStatus(FileKind.Other, 0);

            IFileInfo file = provider.GetFileInfo(fileName);
            if (!file.Exists) return FileStatus.Missing;
            (long microseconds, long rest) = Math.DivRem(file.LastModified.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks, TimeSpan.TicksPerMicrosecond);
            return new FileStatus(FileKind.Regular, microseconds, (int)rest * 100, file.Length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return FileStatus.Missing;
        }
    }

    public void Touch(string fileName) => File.SetLastWriteTimeUtc(PathOf(fileName), time.GetUtcNow().UtcDateTime);

    public bool TryCreate(string fileName, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        try
        {
            new FileStream(PathOf(fileName), options).Dispose();
            return true;
        }
        catch (IOException) when (Look(fileName).Kind != FileKind.Missing)
        {
            return false;
        }
    }

    public long EarliestNext() => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private string PathOf(string fileName) => Path.Combine(folder, fileName);
}
