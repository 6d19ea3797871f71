using NovComet.Storage;

namespace NovComet.Web.Doctor;

/// <summary>Whether the channel directory is there, whose it is, and who may do what in it.</summary>
internal static class DirectoryExamination
{
    public static IEnumerable<Finding> Run(ChannelDirectory directory)
    {
        string path = directory.FullPath;
        if (!Directory.Exists(path))
        {
            yield return File.Exists(path)
                ? new Finding(Verdict.Bad, "Directory", $"{path} is a file", "Set NovComet:Directory to a folder.")
                : new Finding(Verdict.Doubtful, "Directory", $"{path} does not exist", $"The gateway creates it when it starts; where it may not: mkdir -m 0770 {path}, as its user.");
            yield break;
        }

        if (OperatingSystem.IsLinux() && FileOwner.Of(path) is { } owner) yield return Access(path, owner, File.GetUnixFileMode(path));
        yield return Write(directory);
    }

    private static Finding Access(string path, FileOwner owner, UnixFileMode mode)
    {
        string fact = $"{path}, owner {owner.User}, group {owner.Group}, mode {OctalMode.Write(mode)}";
        return DirectoryExposure.Of(path) is { } exposure
            ? new Finding(Verdict.Doubtful, "Directory", $"{fact}; {exposure.Concern}", exposure.Advice)
            : new Finding(Verdict.Fine, "Directory", fact);
    }

    private static Finding Write(ChannelDirectory directory)
    {
        try
        {
            string probe = Path.Combine(directory.FullPath, $".doctor-{Environment.ProcessId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return new Finding(Verdict.Fine, "Access", $"this process, user {Environment.UserName}, may publish");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Finding(Verdict.Bad, "Access", $"user {Environment.UserName} cannot publish: {error.Message}", "Run the gateway as the folder's owner, or put its user into the folder's group and give that group write access.");
        }
    }
}
