namespace NovComet.Testing;

/// <summary>A channel directory of its own for a test, in memory where the machine has that, removed afterwards.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public TemporaryDirectory()
    {
        string parent = Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath();
        Path = Directory.CreateDirectory(System.IO.Path.Combine(parent, $"novcomet-test-{Guid.NewGuid():N}")).FullName;
    }

    public string Path { get; }

    public string FileOf(string encodedName) => System.IO.Path.Combine(Path, encodedName + ".comet");

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
