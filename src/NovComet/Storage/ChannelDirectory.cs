using NovComet.Channels;

namespace NovComet.Storage;

/// <summary>The folder with the channels' files: which file is which channel's, and that the folder is there.</summary>
internal sealed class ChannelDirectory
{
    /// <summary>Which files of the folder are channels.</summary>
    public const string FilePattern = "*" + Extension;

    private const string Extension = ".comet";

    private readonly string? _group;
    private readonly UnixFileMode _mode;

    public ChannelDirectory(NovCometOptions options)
    {
        FullPath = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Directory));
        _group = options.DirectoryGroup;
        _mode = OctalMode.TryParse(options.DirectoryMode, out UnixFileMode mode) ? mode : OctalMode.OwnerAll;
    }

    public string FullPath { get; }

    /// <summary>The gateway's own folder beside the channels, for locks and temporary files.</summary>
    public string OwnFolder => Path.Combine(FullPath, ".novcomet");

    /// <summary>The permissions of the files that the gateway creates.</summary>
    public UnixFileMode FileMode => OctalMode.ForFiles(_mode);

    public static string FileNameOf(ChannelName channel) => channel.Encoded + Extension;

    /// <summary>Finds the channel of a file; a name that we would not have written belongs to none.</summary>
    public static bool TryGetChannel(ReadOnlySpan<char> fileName, out ChannelName channel)
    {
        channel = default;
        return fileName.EndsWith(Extension, StringComparison.Ordinal)
            && ChannelName.TryDecode(fileName[..^Extension.Length].ToString(), out channel);
    }

    /// <summary>Creates the folder where it does not exist.</summary>
    /// <exception cref="IOException">It cannot be created; the message says what to do.</exception>
    public void Ensure()
    {
        if (Directory.Exists(FullPath)) return;
        try
        {
            FolderCreation.Create(FullPath, _mode, _group);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The channel directory {FullPath} does not exist and cannot be created: {error.Message} "
                + "Create it and give this process's user all rights on it, or set NovComet:Directory to another folder.",
                error);
        }
    }

    /// <summary>Creates the gateway's own folder where it does not exist, open to whom the channel directory is open to.</summary>
    public void EnsureOwnFolder()
    {
        if (!Directory.Exists(OwnFolder)) FolderCreation.Create(OwnFolder, _mode, _group);
    }
}
