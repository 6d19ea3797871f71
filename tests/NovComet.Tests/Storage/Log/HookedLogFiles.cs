using NovComet.Storage;
using NovComet.Storage.Log;

namespace NovComet.Tests.Storage.Log;

/// <summary>Real files, with something that happens just before a step: so a test puts others' doings where it wants them.</summary>
internal sealed class HookedLogFiles(ILogFiles inner) : ILogFiles
{
    public Action BeforeSetTime { get; set; } = () => { };

    public Action BeforeReplace { get; set; } = () => { };

    public Action BeforePlace { get; set; } = () => { };

    public Action BeforeRead { get; set; } = () => { };

    public bool MaySetTime { get; set; } = true;

    public LogFile? Open(string fileName, bool toAppend) => inner.Open(fileName, toAppend) is { } file ? new Hooked(this, file) : null;

    public LogFile Create(string path, UnixFileMode mode) => new Hooked(this, inner.Create(path, mode));

    public bool TryPlace(string path, string fileName)
    {
        BeforePlace();
        return inner.TryPlace(path, fileName);
    }

    public void Replace(string path, string fileName)
    {
        BeforeReplace();
        inner.Replace(path, fileName);
    }

    public void FlushFolder() => inner.FlushFolder();

    public ILockFile LockFile(string path, UnixFileMode mode) => inner.LockFile(path, mode);

    private sealed class Hooked(HookedLogFiles hooks, LogFile file) : LogFile
    {
        public override FileStatus Status() => file.Status();

        public override int Read(Span<byte> into, long offset)
        {
            hooks.BeforeRead();
            return file.Read(into, offset);
        }

        public override int Append(ReadOnlySpan<byte> bytes, out IOException? trouble) => file.Append(bytes, out trouble);

        public override void Truncate(long size) => file.Truncate(size);

        public override bool TrySetTime(FileTime time)
        {
            hooks.BeforeSetTime();
            return hooks.MaySetTime && file.TrySetTime(time);
        }

        public override void TakeRightsFrom(LogFile other) => file.TakeRightsFrom(((Hooked)other).Inner);

        public override void Flush() => file.Flush();

        public override void Dispose() => file.Dispose();

        private LogFile Inner => file;
    }
}
