using System.Buffers;
using System.Text;

namespace NovComet.Storage.Native;

/// <summary>A folder, as the beginning of the C strings that name its files.</summary>
internal sealed unsafe class FolderPath(string folder)
{
    private readonly byte[] _folder = Encoding.UTF8.GetBytes(Path.TrimEndingDirectorySeparator(folder) + '/');

    /// <summary>How many bytes the C string of a file takes.</summary>
    public int LengthWith(string fileName) => _folder.Length + fileName.Length + 1;

    /// <summary>Writes folder and file name as a C string. The names of channel files are plain ASCII.</summary>
    public void Write(byte* path, string fileName)
    {
        var target = new Span<byte>(path, LengthWith(fileName));
        _folder.CopyTo(target);
        if (Ascii.FromUtf16(fileName, target[_folder.Length..], out _) != OperationStatus.Done)
            throw new ArgumentException("The name of a channel file has a character that is not ASCII.", nameof(fileName));
        target[^1] = 0;
    }
}
