import { FileInput, type FileInputProps } from '@mantine/core';
import { Icon } from './Icon';

type Props = Pick<FileInputProps<false>, 'value' | 'onChange' | 'description' | 'error'> & {
  label: string;
  placeholder: string;
  accept: string;
};

/** A file of this computer that goes along with a form. */
export function FileField({ label, description, ...rest }: Props) {
  return (
    <FileInput
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      clearable
      clearButtonProps={{ 'aria-label': `Take the ${label.toLowerCase()} out` }}
      leftSection={<Icon name="file" size={16} />}
      {...rest}
    />
  );
}
