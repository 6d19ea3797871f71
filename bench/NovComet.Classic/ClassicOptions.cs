namespace NovComet.Classic;

internal sealed class ClassicOptions
{
    public string Directory { get; set; } = "/dev/shm";

    public int Tries { get; set; } = 10;

    public TimeSpan Sleep { get; set; } = TimeSpan.FromSeconds(2);
}
