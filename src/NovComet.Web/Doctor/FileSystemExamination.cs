using NovComet.Storage;

namespace NovComet.Web.Doctor;

/// <summary>What the channel directory's file system does with times and events, and whether it has room.</summary>
internal static class FileSystemExamination
{
    private const long LittleSpace = 1 << 20;

    public static IEnumerable<Finding> Run(ChannelDirectory directory, IServiceProvider services)
    {
        if (!Directory.Exists(directory.FullPath)) yield break;
        yield return Kind(directory.FullPath);
        yield return Space(directory.FullPath);
        yield return Times(services.GetRequiredService<FileStore>(), directory.OwnFolder);
    }

    private static Finding Kind(string folder)
    {
        string format = FileSystemKind.FormatOf(folder);
        return FileSystemKind.IsSilent(folder)
            ? new Finding(Verdict.Doubtful, "File system", $"{format}, which says nothing of what other machines change", "With Detection=Auto the sweep finds those changes within NovComet:Sleep. Use a local file system for more speed.")
            : new Finding(Verdict.Fine, "File system", format);
    }

    private static Finding Space(string folder)
    {
        long free = new DriveInfo(folder).AvailableFreeSpace;
        return free < LittleSpace
            ? new Finding(Verdict.Bad, "Space", $"{free} bytes left", "Free some: new channels cannot be created.")
            : new Finding(Verdict.Fine, "Space", $"{free / LittleSpace:N0} MiB left");
    }

    private static Finding Times(FileStore store, string ownFolder)
    {
        bool wasThere = Directory.Exists(ownFolder);
        try
        {
            store.Open();
        }
        catch (IOException error)
        {
            return new Finding(Verdict.Bad, "File times", error.Message);
        }
        finally
        {
            // Made by whoever examines, it might be closed to the gateway's own user.
            if (!wasThere && Directory.Exists(ownFolder)) Directory.Delete(ownFolder);
        }

        string fact = store.Granularity <= TimestampGranularity.Finest ? "every change gets a time of its own" : $"they step by {store.Granularity.TotalMilliseconds:0.###} ms";
        return store.Granularity < TimestampGranularity.Coarsest
            ? new Finding(Verdict.Fine, "File times", fact)
            : new Finding(Verdict.Doubtful, "File times", fact, "Each change is told twice, the second time when the step is over. Use a file system with finer times, such as tmpfs or ext4.");
    }
}
